/** What went wrong, in the terms that a page draws: each has its own words and its own way on. */
export type ProblemKind = 'offline' | 'forbidden' | 'not_found' | 'unauthenticated' | 'conflict' | 'invalid' | 'failed'

export type Problem = { kind: ProblemKind; message: string; code: string; requestId: string; issues: readonly { path: string; message: string }[] }

type Told = { kind?: unknown; code?: unknown; message?: unknown; requestId?: unknown; issues?: unknown }

const kinds: Record<string, ProblemKind> = {
  connection: 'offline', timeout: 'offline', forbidden: 'forbidden', not_found: 'not_found', unauthenticated: 'unauthenticated', conflict: 'conflict', invalid: 'invalid',
}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

export function problemOf(thrown: unknown): Problem {
  const told = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Told
  const known = kinds[text(told.kind)]
  const kind = known ?? (told.kind === undefined && !navigator.onLine ? 'offline' : 'failed')
  const code = text(told.code)
  return {
    kind,
    code,
    message: text(told.kind) && text(told.message) ? text(told.message) : 'Something went wrong on this page.',
    requestId: text(told.requestId),
    issues: Array.isArray(told.issues) ? (told.issues as Problem['issues']) : [],
  }
}
