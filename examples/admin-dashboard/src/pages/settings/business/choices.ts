import type { TaxId } from '../../../wire.js'

const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'
const byName = ([, one]: readonly [string, string], [, other]: readonly [string, string]) => one.localeCompare(other, 'en')

/** Every country, by the name it goes by. */
export function countries(): [string, string][] {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  return codes.split(' ').map((code): [string, string] => [code, names.of(code) ?? code]).sort(byName)
}

const used =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW'

/** Every currency that is in use, with its code before its name: "EUR  Euro". */
export function currencies(current: string): [string, string][] {
  const names = new Intl.DisplayNames('en', { type: 'currency' })
  return [...new Set([...used.split(' '), current])].sort().map((code) => [code, `${code} · ${names.of(code) ?? code}`])
}

export const taxIdKinds: readonly (readonly [TaxId['type'], string, string])[] = [
  ['eu_vat', 'EU VAT', 'DE123456789'], ['gb_vat', 'UK VAT', 'GB123456789'], ['ch_uid', 'Swiss UID', 'CHE-123.456.789'], ['no_vat', 'Norwegian VAT', '123456789MVA'], ['us_ein', 'US EIN', '12-3456789'],
  ['ca_gst', 'Canadian GST/HST', '123456789RT0001'], ['au_abn', 'Australian ABN', '12345678912'], ['nz_gst', 'New Zealand GST', '123456789'], ['in_gst', 'Indian GSTIN', '12ABCDE3456FGZH'], ['br_cnpj', 'Brazilian CNPJ', '12.345.678/0001-90'],
  ['mx_rfc', 'Mexican RFC', 'ABC010203AB9'], ['jp_cn', 'Japanese corporate number', 'T1234567891234'], ['sa_vat', 'Saudi VAT', '300000000000003'], ['ae_trn', 'Emirati TRN', '123456789012345'], ['other', 'Another number', ''],
]
