import * as z from 'zod'
import { text } from '../foundation/index.js'

/** How a number of each kind is written, spaces, dots and hyphens aside. Whether it is registered, only the office that gave it knows. */
const forms = {
  eu_vat:
    /^(ATU\d{8}|BE[01]\d{9}|BG\d{9,10}|CY\d{8}[A-Z]|CZ\d{8,10}|DE\d{9}|DK\d{8}|EE\d{9}|EL\d{9}|ES[A-Z0-9]\d{7}[A-Z0-9]|FI\d{8}|FR[A-Z0-9]{2}\d{9}|HR\d{11}|HU\d{8}|IE\d[A-Z0-9+*]\d{5}[A-Z]{1,2}|IT\d{11}|LT(\d{9}|\d{12})|LU\d{8}|LV\d{11}|MT\d{8}|NL[A-Z0-9]{9}B\d{2}|PL\d{10}|PT\d{9}|RO\d{2,10}|SE\d{10}01|SI\d{8}|SK\d{10}|XI\d{9}(\d{3})?)$/,
  gb_vat: /^GB(\d{9}|\d{12}|GD[0-4]\d{2}|HA[5-9]\d{2})$/,
  ch_uid: /^CHE\d{9}(MWST|TVA|IVA)?$/,
  no_vat: /^\d{9}(MVA)?$/,
  us_ein: /^\d{9}$/,
  ca_gst: /^\d{9}(RT\d{4})?$/,
  au_abn: /^\d{11}$/,
  nz_gst: /^\d{8,9}$/,
  in_gst: /^\d{2}[A-Z]{5}\d{4}[A-Z][A-Z0-9]Z[A-Z0-9]$/,
  br_cnpj: /^[A-Z0-9]{12}\d{2}$/,
  mx_rfc: /^[A-ZÑ&]{3,4}\d{6}[A-Z0-9]{3}$/,
  jp_cn: /^T?\d{13}$/,
  sa_vat: /^3\d{13}3$/,
  ae_trn: /^\d{15}$/,
  other: /^.+$/,
} as const

export type TaxIdKind = keyof typeof forms

/** The kinds of tax ids whose form is known, and `other`. */
export const taxIdKinds = Object.keys(forms) as [TaxIdKind, ...TaxIdKind[]]

const packed = (value: string) => value.toUpperCase().replace(/[\s.\-/]/g, '')

/** Whether a tax id is written as its kind is. */
export const isTaxId = (type: TaxIdKind, value: string): boolean => forms[type].test(packed(value))

/** A number by which a tax office knows the business. */
export const TaxId = z
  .strictObject({ type: z.enum(taxIdKinds), value: text(40, 1).refine((value) => !/[\r\n]/.test(value), { message: 'Has to be one line.' }) })
  .refine(({ type, value }) => isTaxId(type, value), { path: ['value'], message: 'Not written as a number of this kind is.' })
  .meta({ id: 'TaxId' })
