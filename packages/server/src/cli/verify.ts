import type { Workspace } from '../control/schemas.js'
import { all, type Command } from './commands.js'
import { Refused } from './talk.js'

type Verdict = { ok: boolean } & Record<string, unknown>

const checks = { books: '/v1/ledger/verify', figures: '/v1/analytics/verify', trail: '/v1/audit/verify' } as const

const holds = (check: string, not?: 'not') => (check === 'trail' ? (not ? 'does NOT hold' : 'holds') : not ? 'do NOT hold' : 'hold')

/** Checks the books of one workspace, or of all. */
export const verifyCommand: Command = {
  usage: 'verify [--workspace W]', says: 'checks that the books hold: chain, postings, figures, and the trail of who did what', words: [], options: { workspace: 'text' },
  async run(talk, _words, options) {
    const named = options['workspace'] as string | undefined
    const chosen = (await all<Workspace>(talk, '/v1/workspaces')).filter((one) => named === undefined || one.id === named || one.slug === named)
    if (named !== undefined && chosen.length === 0) throw new Refused({ code: 'workspace_not_found', detail: `There is no workspace ${named}.` })
    const found: Record<string, Record<string, Verdict>> = {}
    for (const one of chosen) {
      found[one.slug] = {}
      for (const [check, path] of Object.entries(checks)) found[one.slug]![check] = (await talk.ask({ method: 'GET', path, workspace: one.id })) as Verdict
    }
    const verdicts = Object.entries(found).flatMap(([slug, all]) => Object.entries(all).map(([check, verdict]) => ({ slug, check, verdict })))
    const words = verdicts.map(({ slug, check, verdict }) => `${slug}: the ${check} ${verdict.ok ? holds(check) : `${holds(check, 'not')}: ${JSON.stringify(verdict)}`}`)
    return { value: found, words: words.join('\n') || 'No workspace to check.', agrees: verdicts.every(({ verdict }) => verdict.ok) }
  },
}
