import type { Client } from '@startupkit/sdk'
import { clientOf } from './guest.js'

/** An endpoint that nobody answers, and what was sent there: for the pages that show them. */
async function delivery(kit: Client): Promise<{ id: string; endpointId: string }> {
  const { data: [known] } = await kit.webhooks.deliveries({ event: 'webhook.test', limit: 1 })
  if (known) return known
  const { id } = await kit.webhooks.createEndpoint({ url: 'http://127.0.0.1:9/hooks', description: 'Nobody listens there', events: ['ledger.entry_recorded', 'contact.created'] })
  return kit.webhooks.sendTest({ id })
}

/** Every page of the dashboard by a name of its own, with an example of what it shows, and words that stand on it once it is there. */
export async function everyPage(): Promise<{ name: string; path: string; shows: string }[]> {
  const [{ data: charges }, { data: imports }] = await Promise.all([clientOf('demo').ledger.list({ type: ['subscription_charge'], limit: 1 }), clientOf('legacy').imports.list({ limit: 1 })])
  const sent = await delivery(clientOf('legacy'))
  return [
    { name: 'revenue', path: '/w/demo/revenue', shows: 'Latest entries' },
    { name: 'transactions', path: '/w/demo/transactions?type=credit_purchase', shows: 'Show 50 more' },
    { name: 'amount', path: '/w/legacy/transactions?text=1000', shows: 'See the records behind it' },
    { name: 'transaction', path: '/w/legacy/transactions/TXN-2026-000010', shows: 'Where it came from' },
    { name: 'contacts', path: '/w/legacy/contacts', shows: 'Devan Pillai' },
    { name: 'contact', path: `/w/demo/contacts/${charges[0]!.contact!.id}`, shows: 'Known by' },
    { name: 'review', path: '/w/demo/contacts/review', shows: 'Merge the two' },
    { name: 'imports', path: '/w/legacy/imports', shows: 'Imports so far' },
    { name: 'import', path: `/w/legacy/imports/${imports[0]!.id}`, shows: 'What became of every row' },
    { name: 'business', path: '/w/legacy/settings/business', shows: 'Time zone of reports' },
    { name: 'branding', path: '/w/legacy/settings/branding', shows: 'Shapes and letters' },
    { name: 'languages', path: '/w/legacy/settings/languages', shows: 'Where theirs is not offered' },
    { name: 'opening-hours', path: '/w/legacy/settings/hours', shows: 'Dates that differ' },
    { name: 'limits', path: '/w/legacy/settings/limits', shows: 'A change counts within ten seconds' },
    { name: 'mail', path: '/w/legacy/settings/mail', shows: 'Send a test mail' },
    { name: 'mails', path: '/w/legacy/settings/mails', shows: 'Nothing was sent yet' },
    { name: 'mail-templates', path: '/w/legacy/settings/mails/templates', shows: 'Somebody asked for a link that signs them in' },
    { name: 'mail-template', path: '/w/legacy/settings/mails/templates/sign_in_link?locale=ar&theme=dark', shows: 'All templates' },
    { name: 'caught-mails', path: '/w/legacy/settings/mails/caught', shows: 'Kept on this machine' },
    { name: 'audit', path: '/w/demo/settings/audit', shows: 'Show 50 more' },
    { name: 'audit-line', path: '/w/legacy/settings/audit/1', shows: 'What it changed' },
    { name: 'your-account', path: '/w/legacy/settings/you', shows: 'Your account' },
    { name: 'security', path: '/w/legacy/settings/security', shows: 'Sign-in and security' },
    { name: 'members', path: '/w/legacy/settings/members', shows: 'Known, and never invited' },
    { name: 'roles', path: '/w/legacy/settings/roles', shows: 'Everything: people, keys' },
    { name: 'permissions', path: '/w/legacy/settings/permissions', shows: 'ledger.reverse' },
    { name: 'workspace', path: '/w/legacy/settings/workspace', shows: 'Remove the workspace' },
    { name: 'keys', path: '/w/legacy/settings/keys', shows: 'Visitor secrets' },
    { name: 'webhooks', path: '/w/legacy/settings/webhooks', shows: 'Nobody listens there' },
    { name: 'webhook-endpoint', path: `/w/legacy/settings/webhooks/${sent.endpointId}`, shows: 'webhook.test' },
    { name: 'webhook-delivery', path: `/w/legacy/settings/webhooks/${sent.endpointId}/${sent.id}`, shows: 'webhook-id' },
    { name: 'system', path: '/w/legacy/settings/system', shows: 'Jobs due' },
    { name: 'nowhere', path: '/w/legacy/nowhere', shows: 'There is no such page' },
  ]
}
