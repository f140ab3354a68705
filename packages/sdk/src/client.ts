import { live, type LiveOptions } from './live.js'
import type { EventName } from './events.js'
import { createRequest, type ClientOptions } from './request.js'
import { analytics } from './resources/analytics.js'
import { audit } from './resources/audit.js'
import { auth } from './resources/auth.js'
import { contacts } from './resources/contacts.js'
import { credits } from './resources/credits.js'
import { imports } from './resources/imports.js'
import { keys } from './resources/keys.js'
import { invitations } from './resources/invitations.js'
import { ledger } from './resources/ledger.js'
import { mail } from './resources/mail.js'
import { me } from './resources/me.js'
import { notifications } from './resources/notifications.js'
import { members } from './resources/members.js'
import { provenance } from './resources/provenance.js'
import { roles } from './resources/roles.js'
import { settings } from './resources/settings.js'
import { subscriptions } from './resources/subscriptions.js'
import { system } from './resources/system.js'
import { team } from './resources/team.js'
import { visitor } from './resources/visitor.js'
import { visitorSecrets } from './resources/visitor-secrets.js'
import { webhooks } from './resources/webhooks.js'
import { workspaces } from './resources/workspaces.js'

/**
 * Everything a key can do, by room and verb as in the kit. Makes no connection until something is asked.
 * For a page that needs one room, `createRequest` and that resource weigh less.
 * @example
 * const client = createClient({ key: 'sk_…', baseUrl: 'https://kit.example.com' })
 * const { candidates } = await client.provenance.trace({ amount: '1000', currency: 'USD' })
 */
export function createClient(options: ClientOptions) {
  const request = createRequest(options)
  return {
    analytics: analytics(request),
    audit: audit(request),
    auth: auth(request),
    contacts: contacts(request),
    credits: credits(request),
    imports: imports(request),
    keys: keys(request),
    invitations: invitations(request),
    ledger: ledger(request),
    members: members(request),
    mail: mail(request),
    notifications: notifications(request),
    me: me(request),
    provenance: provenance(request),
    roles: roles(request),
    settings: settings(request),
    subscriptions: subscriptions(request),
    system: system(request),
    team: team(request),
    visitor: visitor(request),
    visitorSecrets: visitorSecrets(request),
    webhooks: webhooks(request),
    workspaces: workspaces(request),
    /**
     * Every fact of the business as it happens, in order: none left out and none twice, also across broken connections.
     * @example for await (const event of client.live({ names: ['ledger.entry_recorded'], signal })) show(event.data.number)
     */
    live: <N extends EventName = EventName>(what: LiveOptions<N> = {}) => live(request, what),
  }
}

export type Client = ReturnType<typeof createClient>
