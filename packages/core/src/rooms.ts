import { analytics } from './analytics/index.js'
import { audit } from './audit/index.js'
import { contacts } from './contacts/index.js'
import { credits } from './credits/index.js'
import { importing } from './importing/index.js'
import { ledger } from './ledger/index.js'
import { mail } from './mail/index.js'
import { notifications } from './notifications/index.js'
import { provenance } from './provenance/index.js'
import { settings } from './settings/index.js'
import { subscriptions } from './subscriptions/index.js'
import { system } from './system/index.js'
import { team } from './team/index.js'
import { webhooks } from './webhooks/index.js'

/** Every room of the kit, by the name it has in `kit.as(actor)`. */
export const rooms = { settings, contacts, ledger, credits, subscriptions, analytics, provenance, importing, team, audit, system, mail, notifications, webhooks }
