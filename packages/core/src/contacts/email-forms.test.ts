import { describe, expect, it } from 'vitest'
import { readEmail } from './email-forms.js'

const address = (text: string) => readEmail(text)?.address
const key = (text: string) => readEmail(text)?.key

describe('the normal form of an e-mail address', () => {
  it.each([
    ['  Priya.Nair@Example.COM ', 'priya.nair@example.com'],
    ['Priya Nair <priya@example.com>', 'priya@example.com'],
    ['"Nair, Priya" <Priya@Example.com>', 'priya@example.com'],
    ['<priya@example.com>', 'priya@example.com'],
    ['Priya < priya@example.com > (work)', 'priya@example.com'],
    ['priya@example.com (Priya Nair)', 'priya@example.com'],
    ['mailto:priya@example.com', 'priya@example.com'],
    ['MAILTO:priya%2Bshop@example.com?subject=Hello%20you', 'priya+shop@example.com'],
    ['Priya <mailto:priya@example.com>', 'priya@example.com'],
    ["'priya@example.com'", 'priya@example.com'],
    ['priya@example.com;', 'priya@example.com'],
    ['ｐｒｉｙａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'priya@example.com'],
    ['pri\u200bya@example.com', 'priya@example.com'],
    ['mia@Bücher.example', 'mia@xn--bcher-kva.example'],
    ['mia@xn--bcher-kva.example', 'mia@xn--bcher-kva.example'],
    ['mia@例え。example', 'mia@xn--r8jz45g.example'],
    ['mia@example.com.', 'mia@example.com'],
    ["o'brien@example.com", "o'brien@example.com"],
    ['JÜRGEN@example.com', 'jürgen@example.com'],
    ['x@y.z', 'x@y.z'],
  ])('%j is %s', (text, form) => expect(address(text)).toBe(form))

  it.each(['', 'priya', 'priya@', '@example.com', 'priya@localhost', 'pri ya@example.com', 'a@b@c.example', 'a@-b.example', 'a@b..example', 'a@1.2.3.4', 'a@b.example, c@d.example', 'a@b.example/x', 'a@[127.0.0.1]', '+49 30 1234567', `${'a'.repeat(310)}@example.com`])(
    '%j holds no address',
    (text) => expect(readEmail(text)).toBeNull(),
  )

  it('does not change a normal form', () => {
    for (const text of ['mia@xn--bcher-kva.example', 'jürgen+x@example.com', 'a.b@gmail.com']) expect(address(text)).toBe(text)
  })
})

describe('the mailbox key', () => {
  it.each([
    ['priya.nair@gmail.com', 'priyanair@gmail.com'],
    ['Priya.Nair+shop+eu@GoogleMail.com', 'priyanair@gmail.com'],
    ['anna+news@outlook.com', 'anna@outlook.com'],
    ['an.na+news@hotmail.com', 'an.na@hotmail.com'],
    ['anna+a@live.com', 'anna@live.com'],
    ['anna+a@icloud.com', 'anna@icloud.com'],
    ['anna+a@me.com', 'anna@me.com'],
    ['anna+a@mac.com', 'anna@mac.com'],
    ['anna+a@fastmail.com', 'anna@fastmail.com'],
    ['anna+a@proton.me', 'anna@proton.me'],
    ['anna+a@protonmail.com', 'anna@protonmail.com'],
    ['anna+a@pm.me', 'anna@pm.me'],
    ['anna-news@yahoo.com', 'anna-news@yahoo.com'],
    ['anna+news@yahoo.com', 'anna+news@yahoo.com'],
    ['an.na+news@company.example', 'an.na+news@company.example'],
    ['an.na@gmail.com.example', 'an.na@gmail.com.example'],
  ])('of %s is %s', (text, form) => expect(key(text)).toBe(form))
})

describe('the kind of mailbox', () => {
  it.each(['info', 'office', 'support', 'sales', 'admin', 'hello', 'contact', 'billing', 'accounts', 'team', 'help', 'service', 'kontakt', 'mail'])('%s@ is a role', (local) =>
    expect(readEmail(`${local.toUpperCase()}@holm.example`)?.kind).toBe('role'))
  it.each(['no-reply', 'noreply', 'do-not-reply', 'mailer-daemon', 'postmaster', 'noreply+8271'])('%s@ is read by nobody', (local) => expect(readEmail(`${local}@holm.example`)?.kind).toBe('noreply'))
  it.each(['information', 'ida', 'sales.anna', 'my-info', 'webmaster'])('%s@ is personal', (local) => expect(readEmail(`${local}@holm.example`)?.kind).toBe('personal'))
})
