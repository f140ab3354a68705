/** In what capacity somebody asks. */
export type Role = 'owner' | 'billing' | 'support' | 'customer' | 'visitor' | 'key' | 'system'

/**
 * Who asks. `id` names the person, key or visitor; a customer's is the contact's id. `grants` narrows a custom role or a scoped key to
 * groups of operations, see `mayCall`.
 */
export type Actor = { role: Role; id: string; name?: string; grants?: readonly string[] }

/** Where a request came from, as far as it is known. */
export type Source = { address: string | null; userAgent: string | null }

/** Everybody who works for the business, and its own servers. */
export const staff: readonly Role[] = ['owner', 'billing', 'support', 'key', 'system']

/** Staff who may move money. */
export const bookkeepers: readonly Role[] = ['owner', 'billing', 'key', 'system']

/** Whether a fact happened now, or is being brought in from the past: history reaches nobody. */
export type Origin = 'live' | 'history'
