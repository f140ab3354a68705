import * as z from 'zod'
import { defineOperation, kitErrors, newRsaKey, publicKeyOf } from '../foundation/index.js'
import { mailSettings } from '../settings/index.js'
import { mailErrors } from './errors.js'
import { domainOf } from './mail-address.js'
import { DkimRecord } from './schemas.js'

const { dkimDomain, dkimSelector } = mailSettings.update.input.shape

const recordOf = (domain: string, selector: string, privateKey: string): DkimRecord => {
  const value = `v=DKIM1; k=rsa; p=${publicKeyOf(privateKey)}`
  return { domain, selector, name: `${selector}._domainkey.${domain}`, type: 'TXT', value, parts: value.match(/.{1,255}/g) ?? [] }
}

/** The next of our own names, so that what the former key signed stays good while both records stand. */
const nextSelector = (current: string | null): string => `sk${Number(/^sk(\d{1,6})$/.exec(current ?? '')?.[1] ?? 0) + 1}`

export const createDkimKey = defineOperation({
  name: 'mail.createDkimKey',
  summary: 'Make a DKIM key; answers the record to publish',
  access: 'action',
  allow: ['owner', 'system'],
  input: z.strictObject({ domain: dkimDomain.unwrap().unwrap().optional().meta({ description: 'That of the sender’s address unless given.' }), selector: dkimSelector.unwrap().unwrap().optional() }),
  output: DkimRecord,
  async run(ctx, input) {
    const privateKey = await newRsaKey()
    return ctx.atomically(async (write) => {
      const settings = await mailSettings.readSettings(write)
      const domain = input.domain ?? (settings.fromAddress === null ? undefined : domainOf(settings.fromAddress))
      if (domain === undefined) throw kitErrors.invalid_input({}, { issues: [{ path: 'domain', code: 'missing', message: 'Say which domain, or set the address that mail comes from.' }] })
      const selector = input.selector ?? nextSelector(settings.dkimSelector)
      await mailSettings.put(write, { dkimDomain: domain, dkimSelector: selector, dkimPrivateKey: privateKey })
      return recordOf(domain, selector, privateKey)
    })
  },
})

export const readDkimRecord = defineOperation({
  name: 'mail.dkimRecord',
  summary: 'Read the DKIM record that has to be published',
  access: 'read',
  allow: ['owner', 'support', 'system'],
  input: z.strictObject({}),
  output: DkimRecord,
  async run(ctx) {
    const { dkimDomain: domain, dkimSelector: selector } = await mailSettings.readSettings(ctx)
    const privateKey = await mailSettings.readSecret(ctx, 'dkimPrivateKey')
    if (domain === null || selector === null || privateKey === null) throw mailErrors.dkim_key_missing()
    return recordOf(domain, selector, privateKey)
  },
})
