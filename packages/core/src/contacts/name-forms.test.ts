import { describe, expect, it } from 'vitest'
import { compareNames, readName } from './name-forms.js'
import { readCompany } from './company-forms.js'

describe('the normal form of a name', () => {
  it.each([
    ['  Zoë   Müller ', 'zoe muller'],
    ['ŁUKASZ Øster Groß', 'lukasz oster gross'],
    ['Kern, Mia', 'mia kern'],
    ['KERN, Mia Sophie', 'mia sophie kern'],
    ['Jean-Luc O’Neil', 'jean luc o neil'],
    ['J.R. Smith', 'j r smith'],
    ['Dr. Mia Kern', 'mia kern'],
    ['Prof. Dr. med. Mia Kern', 'mia kern'],
    ['Kern, Dr. Mia', 'mia kern'],
    ['Herr Jan Groß', 'jan gross'],
    ['Mia Kern, PhD', 'mia kern'],
    ['Mia Kern, M.D.', 'mia kern'],
    ['Mia Kern Ph.D.', 'mia kern'],
    ['John Smith Jr.', 'john smith'],
    ['Smith, John, Jr.', 'john smith'],
    ['Sr. Juan Pérez', 'juan perez'],
    ['Anna Ing', 'anna ing'],
    ['Ing. Anna Novak', 'anna novak'],
    ['Robert "Bob" Smith', 'robert bob smith'],
    ['Ｍｉａ Ｋｅｒｎ', 'mia kern'],
    ['İpek Işık', 'ipek isik'],
    ['山田 太郎', '山田 太郎'],
  ])('of %s is %s', (text, form) => expect(readName(text).join(' ')).toBe(form))

  it.each(['', '  ', '.', 'Dr.', 'Mrs', ',', null, undefined])('%j is no name', (text) => expect(readName(text)).toEqual([]))
})

describe('two names', () => {
  const compare = (a: string, b: string) => compareNames(readName(a), readName(b))
  it.each([
    ['Priya Nair', 'nair priya'],
    ['Priya Nair', 'Nair, Priya'],
    ['Anna Schmidt', 'Anna Meyer'],
    ['J. Smith', 'John Smith'],
    ['John Smith', 'J Smith'],
    ['Bob Stone', 'Robert Stone'],
    ['Bob Stone', 'Rob Stone'],
    ['Bill Gray', 'William Gray'],
    ['Liz Gray', 'Elizabeth Gray'],
    ['Mike Gray', 'Michael Gray'],
    ['Dr. Liz Gray', 'Gray, Elizabeth'],
    ['Zoë', 'Zoe Kern'],
    ['Søren Holm', 'Soren Holm'],
    ["Sinead O'Brien", 'Sinéad OBrien'],
  ])('%s and %s are compatible', (a, b) => expect([compare(a, b), compare(b, a)]).toEqual(['compatible', 'compatible']))
  it.each([
    ['Mia Kern', 'Ida Kern'],
    ['Robert Stone', 'William Stone'],
    ['J. Smith', 'Anna Smith'],
    ['Jo Smith', 'Anna Smith'],
    ['Anna', 'Kern, Mia'],
  ])('%s and %s conflict', (a, b) => expect([compare(a, b), compare(b, a)]).toEqual(['conflicting', 'conflicting']))
  it.each([['', 'Mia'], ['Mia', 'Dr.'], ['', '']])('%j and %j tell nothing', (a, b) => expect([compare(a, b), compare(b, a)]).toEqual(['unknown', 'unknown']))
})

describe('the normal form of a company', () => {
  it.each([
    ...['Acme', 'ACME Inc.', 'Acme, Inc', 'Acme Ltd', 'acme limited', 'Acme Co., Ltd.', 'Acme L.L.C.', 'Acme GmbH', 'Acme GmbH & Co. KG', 'Acme AG', 'Acme UG (haftungsbeschränkt)', 'Acme e.K.'],
    ...['Acme S.p.A.', 'Acme SpA', 'Acme S.r.l.', 'Acme s. r. o.', 'Acme a.s.', 'Acme Sp. z o.o.', 'Acme d.o.o.', 'Acme S.A.', 'Acme SAS', 'Acme SARL', 'Acme, S.A. de C.V.', 'Acme S.L.', 'Acme Ltda.'],
    ...['Acme B.V.', 'Acme N.V.', 'Acme Oy', 'Acme AB', 'Acme A/S', 'Acme ApS', 'Acme Kft.', 'Acme Zrt.', 'Acme Pty Ltd', 'Acme Pvt. Ltd.', 'Acme Private Limited', 'Acme Pte. Ltd.', 'Acme Sdn. Bhd.', 'Acme K.K.', 'Acme PLC', 'Acme Corp', 'Acme Corporation', 'Acme A.Ş.', 'Acme Ltd. Şti.', 'PT Acme Tbk', 'ООО Acme', '株式会社Acme', 'Acme 株式会社', 'Acme & Co.'],
  ])('of %s is acme', (text) => expect(readCompany(text)).toBe('acme'))
  it.each([
    ['Zürich Logistik AG', 'zurich logistik'],
    ['Juniper & Rye', 'juniper & rye'],
    ['Co', 'co'],
    ['Limited', 'limited'],
    ['Sparks and Sons', 'sparks and sons'],
    ['', ''],
    [null, ''],
  ])('of %s is %s', (text, form) => expect(readCompany(text)).toBe(form))
})
