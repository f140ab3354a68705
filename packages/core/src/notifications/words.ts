import { formatMajor } from '../foundation/index.js'

/** What the words are made of: names by id, ready to be shown. */
export type Named = (id: unknown) => string | null

type Told = { kind: string; data: Record<string, string | number | boolean | null> }
type Sentence = (data: Told['data'], named: Named, somebody: Somebody) => { title: string; text: string }
type Somebody = { person: string; customer: string; key: string }

const amount = ({ amount, currency }: Told['data'], locale: string): string => {
  const [value, code] = [Number(amount), String(currency)]
  return new Intl.NumberFormat(locale, { style: 'currency', currency: code }).format(formatMajor(value, code) as unknown as number)
}

const who = (data: Told['data'], named: Named, some: Somebody) => named(data['actorId']) ?? (data['actorRole'] === 'key' || data['actorRole'] === 'system' ? some.key : some.person)
const customer = (data: Told['data'], named: Named, some: Somebody) => named(data['contactId']) || some.customer

const english: Record<string, Sentence> = {
  mention: (data, named, some) => ({ title: `${who(data, named, some)} mentioned you`, text: `In a note about ${customer(data, named, some)}.` }),
  payment_failed: (data, named, some) => ({ title: 'A payment failed', text: `The subscription of ${customer(data, named, some)} could not be charged.` }),
  subscription_cancelled: (data, named, some) => ({ title: `${customer(data, named, some)} cancelled`, text: 'The subscription ends.' }),
  money_received: (data, named, some) => ({ title: `${amount(data, 'en')} came in`, text: `From ${customer(data, named, some)}, booked as ${data['number']}.` }),
  review_opened: (data, named, some) => ({ title: 'Two contacts may be one person', text: `${customer(data, named, some)} and ${named(data['otherId']) || some.customer}.` }),
  import_finished: (data) => ({ title: data['state'] === 'failed' ? 'An import failed' : 'An import is done', text: `${new Intl.NumberFormat('en').format(Number(data['rowsRead']))} rows were read.` }),
  member_joined: (data, named, some) => ({ title: `${named(data['memberId']) || some.person} joined the team`, text: 'They can sign in now.' }),
  webhook_disabled: (data) => ({ title: 'A webhook endpoint was switched off', text: data['reason'] === 'gone' ? 'It answered that it is gone for good.' : 'Nothing has come through for days.' }),
  mail_failed: () => ({ title: 'A mail could not be delivered', text: 'It is not tried again. The list of mails says why.' }),
}

const german: Record<string, Sentence> = {
  mention: (data, named, some) => ({ title: `${who(data, named, some)} hat Sie erwähnt`, text: `In einer Notiz zu ${customer(data, named, some)}.` }),
  payment_failed: (data, named, some) => ({ title: 'Eine Zahlung ist fehlgeschlagen', text: `Das Abonnement von ${customer(data, named, some)} konnte nicht abgebucht werden.` }),
  subscription_cancelled: (data, named, some) => ({ title: `${customer(data, named, some)} hat gekündigt`, text: 'Das Abonnement endet.' }),
  money_received: (data, named, some) => ({ title: `${amount(data, 'de')} eingegangen`, text: `Von ${customer(data, named, some)}, gebucht als ${data['number']}.` }),
  review_opened: (data, named, some) => ({ title: 'Zwei Kontakte könnten eine Person sein', text: `${customer(data, named, some)} und ${named(data['otherId']) || some.customer}.` }),
  import_finished: (data) => ({ title: data['state'] === 'failed' ? 'Ein Import ist fehlgeschlagen' : 'Ein Import ist fertig', text: `${new Intl.NumberFormat('de').format(Number(data['rowsRead']))} Zeilen wurden gelesen.` }),
  member_joined: (data, named, some) => ({ title: `${named(data['memberId']) || some.person} gehört jetzt zum Team`, text: 'Die Anmeldung ist ab jetzt möglich.' }),
  webhook_disabled: (data) => ({ title: 'Ein Webhook-Ziel wurde abgeschaltet', text: data['reason'] === 'gone' ? 'Es hat geantwortet, dass es nicht mehr besteht.' : 'Seit Tagen kam nichts mehr an.' }),
  mail_failed: () => ({ title: 'Eine Mail konnte nicht zugestellt werden', text: 'Sie wird nicht noch einmal versucht. Die Liste der Mails nennt den Grund.' }),
}

const languages: Record<string, { sentences: Record<string, Sentence>; somebody: Somebody }> = {
  en: { sentences: english, somebody: { person: 'Somebody', customer: 'a customer without a name', key: 'A program' } },
  de: { sentences: german, somebody: { person: 'Jemand', customer: 'jemand ohne Namen', key: 'Ein Programm' } },
}

/** What a notification says, in the reader's language where we have it, else in English. */
export function sayNotification({ kind, data }: Told, named: Named, locale: string): { title: string; text: string } {
  const { sentences, somebody } = languages[locale.split('-')[0]!.toLowerCase()] ?? languages['en']!
  return sentences[kind]?.(data, named, somebody) ?? { title: kind, text: '' }
}

/** Where the dashboard shows what it is about, below the workspace. */
export function pathOf({ kind, data }: Told): string | null {
  const to = (root: string, id: unknown) => (typeof id === 'string' ? `${root}/${encodeURIComponent(id)}` : root)
  switch (kind) {
    case 'mention':
    case 'payment_failed':
    case 'subscription_cancelled': return to('/contacts', data['contactId'])
    case 'money_received': return to('/transactions', data['number'])
    case 'review_opened': return '/contacts/review'
    case 'import_finished': return to('/imports', data['importId'])
    case 'member_joined': return '/settings/members'
    case 'webhook_disabled': return to('/settings/webhooks', data['endpointId'])
    case 'mail_failed': return '/settings/mails'
    default: return null
  }
}
