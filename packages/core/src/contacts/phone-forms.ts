import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

/** A valid number: E.164, the extension behind it, and both as one key. `national` is what stands behind the country code. */
export type PhoneForm = { e164: string; extension: string | null; key: string; national: string }

/** The normal form of a phone number as it is written in a country (ISO, two letters), or null where it is not a valid number. */
export function readPhone(text: string, country: string | null): PhoneForm | null {
  const written = text.normalize('NFKC').trim().replace(/^tel:\s*/i, '').replace(/^\(\s*(\+|00)\s*(\d{1,3})\s*\)/, '$1$2 ').replace(/^00\s*(?=[1-9])/, '+')
  const home = country?.toUpperCase()
  const region = home && isSupportedCountry(home) ? home : undefined

  // Italy keeps its leading zero behind the country code: the zero goes only where a valid number stays.
  const withoutTrunkZero = written.replace(/^(\+\s*\d{1,3})[\s./-]*\(\s*0\s*\)/, '$1 ')
  return validNumber(withoutTrunkZero, region) ?? (withoutTrunkZero === written ? null : validNumber(written, region))
}

function validNumber(text: string, region: CountryCode | undefined): PhoneForm | null {
  const number = parsePhoneNumberFromString(text, region)
  if (!number?.isValid()) return null
  const extension = number.ext ?? null
  return { e164: number.number, extension, key: extension === null ? number.number : `${number.number};ext=${extension}`, national: number.nationalNumber }
}
