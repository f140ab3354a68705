import * as z from 'zod'
import { text } from '../foundation/index.js'
import { defineSettings, secretField } from './define-settings.js'

const Address = z.email().max(254)
const oneLine = (max: number) => text(max).refine((value) => !/[\r\n]/.test(value), { message: 'Has to be one line.' })
const HostName = text(253, 1).regex(/^[A-Za-z0-9](?:[A-Za-z0-9.:-]*[A-Za-z0-9])?$/, { message: 'A name like smtp.example.com, or an IP address.' }).meta({ example: 'smtp.example.com' })
const DomainName = text(253, 3).regex(/^(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+$/, { message: 'A domain in small letters, like example.com.' }).meta({ example: 'example.com' })
const Selector = text(63, 1).regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/, { message: 'Small letters, digits and hyphens.' }).meta({ example: 'sk1' })

/** Who mail comes from, and by which mail server it leaves. */
export const mailSettings = defineSettings({
  room: 'mail',
  title: 'Mail',
  summary: 'who mail comes from, and by which mail server it leaves',
  owns: 'mail',
  madeFor: { password: 'host' },
  schema: z
    .strictObject({
      fromName: oneLine(120).nullable().default(null).meta({ description: 'The business’s name unless given.' }),
      fromAddress: Address.nullable().default(null).meta({ description: 'Needs a mail server of your own.' }),
      replyTo: Address.nullable().default(null),
      host: HostName.nullable().default(null).meta({ description: 'Your own mail server. Without one, mail leaves the way this server was started with.' }),
      port: z.int().min(1).max(65_535).default(587),
      security: z.enum(['tls', 'starttls', 'none']).default('starttls').meta({ description: '`tls` from the first byte (mostly port 465), `starttls` (587), or `none`: in the clear.' }),
      user: text(254, 1).nullable().default(null),
      password: secretField(1_000),
      dkimDomain: DomainName.nullable().default(null),
      dkimSelector: Selector.nullable().default(null),
      dkimPrivateKey: secretField(8_000),
    })
    .refine(({ host, fromAddress }) => host === null || fromAddress !== null, { path: ['fromAddress'], message: 'A mail server of your own needs an address that mail comes from.' }),
})
