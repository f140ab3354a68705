import { KitError } from '@startupkit/core'
import { dueSteps } from '@startupkit/core/plumbing'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stepsOf, withReader, type DatabaseKind } from '../backup/check-copy.js'
import { controlOf, placeOfWorkspace, workspacesIn } from '../backup/make-backup.js'
import type { Config } from '../config.js'
import type { LocalCommand } from './commands.js'
import { Refused, talkTo } from './talk.js'

type State = { database: string; id: string | null; due: string[]; problem: string | null; applied?: string[] }

const pathOf = (url: string): string => decodeURIComponent(url.slice('file:'.length))

async function stateOf(database: string, id: string | null, url: string, kind: DatabaseKind): Promise<State> {
  if (!url.startsWith('file:')) return { database, id, due: [], problem: null }
  const file = url.startsWith('file://') ? fileURLToPath(url) : pathOf(url)
  if (!existsSync(file)) return { database, id, due: [], problem: null } // made with today's schema when it is first asked something
  try {
    return { database, id, due: await withReader(file, (client) => dueSteps((sql) => client.execute(sql), stepsOf(kind))), problem: null }
  } catch (error) {
    if (error instanceof KitError) return { database, id, due: [], problem: `${error.message} (${error.code})` }
    return { database, id, due: [], problem: (error as Error).message }
  }
}

/** What each database of a data folder lacks, without changing any. Those on a libSQL server are brought up to date when they are opened. */
export async function schemaStates(config: Config): Promise<State[]> {
  const control = controlOf(config)
  const states = [await stateOf('control', null, control.url, 'control')]
  const file = control.url.startsWith('file:') ? pathOf(control.url) : null
  if (file === null || !existsSync(file) || states[0]!.problem !== null) return states
  for (const one of await workspacesIn(file)) states.push(await stateOf(one.slug, one.id, placeOfWorkspace(config.dataDir, one).url, 'workspace'))
  return states
}

const said = ({ database, due, problem, applied }: State): string =>
  `${database}: ${problem ?? (applied?.length ? `took ${applied.join(', ')}` : due.length > 0 ? `lacks ${due.join(', ')}` : 'up to date')}`

/** Opens every database, which brings it up to date. */
export const migrateCommand: LocalCommand = {
  usage: 'migrate [--check]', says: 'brings every database up to date; --check only looks, and exits with 1 when something is due', words: [], options: { check: 'flag' },
  async here({ config }, _words, options, tell) {
    const before = await schemaStates(config)
    const wrong = before.find(({ problem }) => problem !== null)
    if (options['check'] === true || wrong) {
      const due = before.some((one) => one.due.length > 0)
      return { value: before, words: before.map(said).join('\n'), code: due || wrong ? 1 : 0 }
    }
    const talk = await talkTo(config)
    try {
      for (const { id, due, database } of before) {
        if (id === null || due.length === 0) continue
        tell(`opening ${database}`)
        await talk.ask({ method: 'GET', path: '/v1/system/health', workspace: id })
      }
    } catch (error) {
      if (error instanceof Refused && talk.running) throw new Refused({ code: error.code, detail: `The server that runs here did not open it: ${error.message} Was it started with an older version?` })
      throw error
    } finally {
      await talk.close()
    }
    const after = await schemaStates(config)
    const states = after.map((one) => ({ ...one, applied: before.find(({ id, database }) => id === one.id && database === one.database)?.due.filter((step) => !one.due.includes(step)) ?? [] }))
    return { value: states, words: states.map(said).join('\n'), code: states.some(({ due, problem }) => due.length > 0 || problem) ? 1 : 0 }
  },
}
