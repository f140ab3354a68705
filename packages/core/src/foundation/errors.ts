/** What sort of failure it is; the server turns it into a status, the SDK into a class. */
export type ErrorKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'limited' | 'unavailable' | 'internal'

/** One thing wrong with an input: where (a path like `items.0.amount`), a stable code, a sentence. */
export type Issue = { path: string; code: string; message: string }

/** Every failure that a caller can act on. `code` is stable; `message` is for a person. */
export class KitError extends Error {
  readonly code: string
  readonly kind: ErrorKind
  readonly params: Readonly<Record<string, unknown>>
  readonly issues: readonly Issue[]

  constructor(error: { code: string; kind: ErrorKind; message: string; params?: Record<string, unknown>; issues?: readonly Issue[]; cause?: unknown }) {
    super(error.message, error.cause === undefined ? undefined : { cause: error.cause })
    this.name = 'KitError'
    this.code = error.code
    this.kind = error.kind
    this.params = error.params ?? {}
    this.issues = error.issues ?? []
  }
}

export type ErrorEntry = { kind: ErrorKind; message: string }
export type ErrorFactory = ((params?: Record<string, unknown>, options?: { cause?: unknown; issues?: readonly Issue[] }) => KitError) & ErrorEntry & { code: string }

/**
 * A room's catalogue of failures.
 * @example const bookingErrors = defineErrors({ slot_taken: { kind: 'conflict', message: 'That time was just taken.' } })
 *          throw bookingErrors.slot_taken({ start })
 */
export function defineErrors<const C extends Record<string, ErrorEntry>>(catalogue: C): { [K in keyof C]: ErrorFactory } {
  const make = ([code, entry]: [string, ErrorEntry]): [string, ErrorFactory] => {
    const factory = (params?: Record<string, unknown>, options?: { cause?: unknown; issues?: readonly Issue[] }) =>
      new KitError({ code, kind: entry.kind, message: entry.message, ...(params && { params }), ...options })
    return [code, Object.assign(factory, { code, kind: entry.kind, message: entry.message })]
  }
  return Object.fromEntries(Object.entries(catalogue).map(make)) as { [K in keyof C]: ErrorFactory }
}

/** Failures that any operation can have. */
export const kitErrors = defineErrors({
  invalid_input: { kind: 'invalid', message: 'Some of what was sent is not valid.' },
  invalid_cursor: { kind: 'invalid', message: 'That cursor does not belong to this list.' },
  unauthenticated: { kind: 'unauthenticated', message: 'Sign in, or send a valid key.' },
  forbidden: { kind: 'forbidden', message: 'You are not allowed to do that.' },
  idempotency_key_reused: { kind: 'conflict', message: 'That idempotency key was used for another request.' },
  idempotency_in_progress: { kind: 'conflict', message: 'The first request with that idempotency key is still running.' },
  database_busy: { kind: 'unavailable', message: 'The database is busy. Nothing was changed; try again.' },
  database_full: { kind: 'unavailable', message: 'The disk is full or failing. Nothing was changed.' },
  database_outcome_unknown: { kind: 'unavailable', message: 'The connection broke while the change was being saved. Check before you try again.' },
  database_owned: { kind: 'unavailable', message: 'Another process has this database open. Use that process, or run sqld to share it.' },
  database_too_new: { kind: 'unavailable', message: 'This database was written by a newer version.' },
  database_migration_changed: { kind: 'unavailable', message: 'A migration that was applied here has since been changed.' },
  database_migration_gap: { kind: 'unavailable', message: 'A step of the schema is missing between steps that were applied here. Give it a number after them.' },
  write_ended: { kind: 'internal', message: 'An operation used its transaction after it had ended. It must await everything it starts.' },
  kit_reentered: { kind: 'internal', message: 'An operation called the kit while it held the transaction. Use ctx.run.' },
  kit_closed: { kind: 'unavailable', message: 'This workspace is being closed.' },
  internal: { kind: 'internal', message: 'Something went wrong on our side.' },
})
