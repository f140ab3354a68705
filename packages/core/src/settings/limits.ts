import * as z from 'zod'
import { defineSettings } from './define-settings.js'

const perMinute = (usual: number) => z.int().min(10).max(1_000_000).default(usual)

/** Requests a minute. The server may be set to allow less, never more. */
export const limits = defineSettings({
  room: 'limits',
  title: 'Limits',
  summary: 'how many requests a minute are answered',
  owns: 'settings',
  schema: z.strictObject({
    perSecretKey: perMinute(6_000).meta({ description: 'Of one secret key.' }),
    perPublishableKey: perMinute(6_000).meta({ description: 'Of one publishable key, all its visitors together.' }),
    perVisitor: perMinute(300).meta({ description: 'Of one visitor of a page: one address, or one customer where a visitor token names them.' }),
  }),
})
