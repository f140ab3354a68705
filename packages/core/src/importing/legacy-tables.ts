import type { Document } from './document.js'

/** Tables that tell of money, in the order in which their rows lead where several tell of the same payment. */
export const moneyTables = ['transactions', 'subscription_transactions', 'credits_ledger'] as const
export type MoneyTable = (typeof moneyTables)[number]

/** Tables that name people, the surest first. */
export const contactTables = ['saas_customers', 'clients', 'leads', 'chatbot_conversations'] as const
export type ContactTable = (typeof contactTables)[number]

const becomes: Record<string, string> = {
  transactions: 'Ledger entries',
  subscription_transactions: 'Subscription events, and ledger entries where an amount is not booked yet',
  credits_ledger: 'Ledger entries and token movements',
  org_subscriptions: 'Subscriptions',
  saas_customers: 'Contacts',
  clients: 'Contacts',
  leads: 'Contacts',
  chatbot_conversations: 'Contacts, of captured leads; the conversations are kept raw',
  users: 'Team members, and ids of contacts',
  admin_users: 'Team members',
  credits_balance: 'Checked against the token movements',
  platform_config: 'Settings, where there is one; the rest is kept raw, secrets are not kept at all',
  org_settings: 'Settings, where there is one; the rest is kept raw, secrets are not kept at all',
  chatbot_config: 'Settings, where there is one; the rest is kept raw, secrets are not kept at all',
  lead_capture_config: 'Settings, where there is one; the rest is kept raw, secrets are not kept at all',
  invoice_config: 'Settings, where there is one; the rest is kept raw, secrets are not kept at all',
}

/** What the rows of a table turn into, in words. Null: not imported yet, kept raw. */
export const becomesOf = (table: string): string | null => (Object.hasOwn(becomes, table) ? becomes[table]! : null)

/** Whether a row is worked on later in the same import; any other is archived as it is. */
export const isWorkedOn = (table: string, document: Document): boolean =>
  table === 'chatbot_conversations' ? document.flag('leadCaptured') : becomesOf(table) !== null

/** Fields that name whoever works for the business, by table. */
const staffFields: Record<string, readonly string[]> = {
  support_tickets: ['assignedTo'],
  admin_chat_queue: ['assignedTo'],
  chatbot_conversations: ['takenOverBy', 'assignedTo'],
  knowledge_base: ['createdBy', 'updatedBy'],
  email_templates: ['createdBy', 'updatedBy'],
  email_campaigns: ['createdBy', 'updatedBy'],
  purchase_orders: ['createdBy', 'updatedBy'],
  platform_config: ['updatedBy'],
  org_settings: ['updatedBy'],
  chatbot_config: ['updatedBy'],
  lead_capture_config: ['updatedBy'],
  invoice_config: ['updatedBy'],
}

/** Whom a row shows at work for the business: assignees, ticket admins, editors. */
export function staffNamedIn(table: string, document: Document): string[] {
  if (table === 'ticket_messages') return document.text('senderType')?.toLowerCase() === 'admin' ? [document.text('senderId') ?? ''].filter(Boolean) : []
  return (Object.hasOwn(staffFields, table) ? staffFields[table]! : []).flatMap((field) => document.text(field) ?? [])
}

/** The number that other rows call an invoice by. */
export const invoiceNamedIn = (table: string, document: Document): string | null => (table === 'invoices' ? document.text('invoiceNo') : null)
