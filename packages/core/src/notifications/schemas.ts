import * as z from 'zod'
import { Id, Instant, pageOf, text } from '../foundation/index.js'
import { TimeZone } from '../settings/index.js'
import { kindNames } from './kinds.js'

export const NotificationKind = z.enum(kindNames).meta({ id: 'NotificationKind' })

/** One thing that a member was told. */
export const Notification = z
  .object({
    id: Id,
    kind: z.string(),
    title: z.string().meta({ description: 'In the language that the member reads.' }),
    text: z.string(),
    subject: z.string().nullable().meta({ description: 'The id of what it is about.' }),
    path: z.string().nullable().meta({ description: 'Where the dashboard shows it, below the workspace, like `/contacts/con_…`.' }),
    createdAt: Instant,
    readAt: Instant.nullable(),
  })
  .meta({ id: 'Notification' })
export const NotificationPage = pageOf(Notification).meta({ id: 'NotificationPage' })

export const NotificationChoice = z.strictObject({ kind: NotificationKind, bell: z.boolean(), mail: z.enum(['off', 'at_once', 'digest']), push: z.boolean() })

/** What a member chose, for every kind that their role hears of. */
export const NotificationPreferences = z
  .object({
    kinds: z.array(z.object({ ...NotificationChoice.shape, summary: z.string(), isUsual: z.boolean().meta({ description: 'Nothing else was chosen.' }) })),
    digestHour: z.int().min(0).max(23),
    timeZone: z.string(),
    locale: z.string(),
    mutedUntil: Instant.nullable().meta({ description: 'Until then nothing is pushed or mailed at once.' }),
    push: z.object({ publicKey: z.string().nullable().meta({ description: 'What a browser subscribes with; null where this server does not push.' }) }),
  })
  .meta({ id: 'NotificationPreferences' })

export const UpdatePreferences = z.strictObject({
  kinds: z.array(NotificationChoice).max(kindNames.length).optional(),
  digestHour: z.int().min(0).max(23).optional(),
  timeZone: TimeZone.optional(),
  locale: text(20, 2).regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/).optional(),
  mutedUntil: Instant.nullable().optional(),
})

/** A browser that a member wants to be told in. */
export const PushBrowser = z.object({ id: Id, label: z.string(), createdAt: Instant, lastSentAt: Instant.nullable() }).meta({ id: 'PushBrowser' })

const Base64Url = (max: number) => text(max, 1).regex(/^[\w-]+=*$/)
/** What `PushSubscription.toJSON()` gives in the browser. */
export const NewPushBrowser = z.strictObject({
  endpoint: z.url({ protocol: /^https$/ }).max(1_000),
  keys: z.strictObject({ p256dh: Base64Url(200), auth: Base64Url(100) }),
  label: text(120).default(''),
})
