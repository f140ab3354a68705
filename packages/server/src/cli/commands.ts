import type { Config } from '../config.js'
import type { Key, NewKey, Workspace } from '../control/schemas.js'
import type { Talk } from './talk.js'

export type Options = Readonly<Record<string, string | boolean | string[] | undefined>>
export type Page<T> = { data: T[]; nextCursor: string | null }

/** Where a command works that does not talk to a server. */
export type Site = { config: Config; env: Readonly<Record<string, string | undefined>>; problems: readonly string[]; warnings: readonly string[] }

/** What a command answers: a value for `--json`, the same in words, and whether what it checked agrees. `code` is the exit code where that is another than 0 or 3. */
export type Result = { value: unknown; words: string; agrees?: boolean; code?: number }

export type Command = {
  usage: string
  says: string
  /** Names of the words that must follow the command. */
  words: readonly string[]
  options: Readonly<Record<string, 'text' | 'flag' | 'list'>>
  /** `tell` says how far it is, on the side of errors so that answers stay clean. */
  run(talk: Talk, words: readonly string[], options: Options, tell: (line: string) => void): Promise<Result>
}

/** A command that works on the data folder itself, whether a server runs or not. */
export type LocalCommand = Omit<Command, 'run'> & { here(site: Site, words: readonly string[], options: Options, tell: (line: string) => void): Promise<Result> }

const text = (options: Options, name: string) => options[name] as string | undefined
const table = (rows: readonly (readonly string[])[]) => {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]!.length)))
  return rows.map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at]!))).join('  ')).join('\n')
}

/** Every row of a list, page by page. */
export async function all<T>(talk: Talk, path: string, workspace?: string): Promise<T[]> {
  const rows: T[] = []
  for (let cursor: string | undefined; ; ) {
    const page = (await talk.ask({ method: 'GET', path, workspace, query: { limit: '100', cursor } })) as Page<T>
    rows.push(...page.data)
    if (page.nextCursor === null) return rows
    cursor = page.nextCursor
  }
}

/** The workspace that an option names; the only one where there is one. */
export async function workspaceOf(talk: Talk, options: Options): Promise<string> {
  const named = text(options, 'workspace')
  if (named !== undefined) return named
  const found = await all<Workspace>(talk, '/v1/workspaces')
  if (found.length === 1) return found[0]!.id
  throw new UsageError(found.length === 0 ? 'There is no workspace yet: startupkit workspace create NAME' : `Say which with --workspace: ${found.map((one) => one.slug).join(', ')}`)
}

/** Something about how the command was called. */
export class UsageError extends Error {}

const slugOf = (name: string) => name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 63)

const workspaceLine = (one: Workspace) => [one.slug, one.id, one.mode, one.name]
const keyLine = (one: Key) => [one.id, `${one.kind}_…${one.hint}`, one.revokedAt ? 'revoked' : one.role, one.lastUsedAt ? `used ${one.lastUsedAt.slice(0, 16)}Z` : 'never used', one.name]

export const controlCommands: Readonly<Record<string, Command>> = {
  'workspace create': {
    usage: 'workspace create NAME [--slug SLUG]', says: 'makes a workspace', words: ['NAME'], options: { slug: 'text' },
    async run(talk, [name], options) {
      const made = (await talk.ask({ method: 'POST', path: '/v1/workspaces', body: { name, slug: text(options, 'slug') ?? slugOf(name!) } })) as Workspace
      return { value: made, words: `${made.slug} (${made.id})` }
    },
  },
  'workspace list': {
    usage: 'workspace list', says: 'lists the workspaces', words: [], options: {},
    async run(talk) {
      const found = await all<Workspace>(talk, '/v1/workspaces')
      return { value: found, words: found.length ? table(found.map(workspaceLine)) : 'No workspace yet.' }
    },
  },
  'workspace rename': {
    usage: 'workspace rename W [--name NAME] [--slug SLUG]', says: 'gives a workspace another name', words: ['W'], options: { name: 'text', slug: 'text' },
    async run(talk, [id], options) {
      const [name, slug] = [text(options, 'name'), text(options, 'slug')]
      if (name === undefined && slug === undefined) throw new UsageError('Say what it is called now: --name, --slug or both.')
      const now = (await talk.ask({ method: 'PATCH', path: `/v1/workspaces/${encodeURIComponent(id!)}`, body: { ...(name !== undefined && { name }), ...(slug !== undefined && { slug }) } })) as Workspace
      return { value: now, words: `${now.slug} (${now.name})` }
    },
  },
  'workspace delete': {
    usage: 'workspace delete W --confirm SLUG', says: 'removes a workspace after the waiting period', words: ['W'], options: { confirm: 'text' },
    async run(talk, [id], options) {
      const going = (await talk.ask({ method: 'POST', path: `/v1/workspaces/${encodeURIComponent(id!)}/request-deletion`, body: { slug: text(options, 'confirm') ?? '' } })) as Workspace
      return { value: going, words: `${going.slug} is removed on ${going.deleteAt}. A final export is made now. To keep it: startupkit workspace keep ${going.slug}` }
    },
  },
  'workspace keep': {
    usage: 'workspace keep W', says: 'calls the removal of a workspace off', words: ['W'], options: {},
    async run(talk, [id]) {
      const kept = (await talk.ask({ method: 'POST', path: `/v1/workspaces/${encodeURIComponent(id!)}/cancel-deletion`, body: {} })) as Workspace
      return { value: kept, words: `${kept.slug} stays.` }
    },
  },
  'key create': {
    usage: 'key create NAME [--kind sk|pk] [--origin ORIGIN …] [--workspace W]', says: 'makes a key and shows its secret once', words: ['NAME'], options: { kind: 'text', origin: 'list', workspace: 'text' },
    async run(talk, [name], options) {
      const origins = (options['origin'] as string[] | undefined) ?? []
      const body = { name, kind: text(options, 'kind') ?? (origins.length ? 'pk' : 'sk'), origins }
      const made = (await talk.ask({ method: 'POST', path: '/v1/keys', workspace: await workspaceOf(talk, options), body })) as NewKey
      return { value: made, words: `${made.secret}\n(${made.id}; it is not shown again)` }
    },
  },
  'key list': {
    usage: 'key list [--workspace W]', says: 'lists the keys', words: [], options: { workspace: 'text' },
    async run(talk, _words, options) {
      const found = await all<Key>(talk, '/v1/keys', await workspaceOf(talk, options))
      return { value: found, words: found.length ? table(found.map(keyLine)) : 'No key yet.' }
    },
  },
  'key revoke': {
    usage: 'key revoke ID [--workspace W]', says: 'revokes a key at once', words: ['ID'], options: { workspace: 'text' },
    async run(talk, [id], options) {
      const gone = (await talk.ask({ method: 'POST', path: `/v1/keys/${encodeURIComponent(id!)}/revoke`, workspace: await workspaceOf(talk, options), body: {} })) as Key
      return { value: gone, words: `${gone.id} is revoked.` }
    },
  },
}
