import type { Workspace } from '../control/schemas.js'
import type { Command, Page } from './commands.js'

type Verdict = { ok: boolean } & Record<string, unknown>

/** Checks the books of one workspace, or of all. */
export const verifyCommand: Command = {
  usage: 'verify [--workspace W]', says: 'checks that the books hold: chain, postings, figures', words: [], options: { workspace: 'text' },
  async run(talk, _words, options) {
    const named = options['workspace'] as string | undefined
    const { data } = (await talk.ask({ method: 'GET', path: '/v1/workspaces', query: { limit: '100' } })) as Page<Workspace>
    const chosen = data.filter((one) => named === undefined || one.id === named || one.slug === named)
    const found: Record<string, Verdict> = {}
    for (const one of chosen) found[one.slug] = (await talk.ask({ method: 'GET', path: '/v1/ledger/verify', workspace: one.id })) as Verdict
    const words = Object.entries(found).map(([slug, verdict]) => `${slug}: ${verdict.ok ? 'the books hold' : `the books do NOT hold: ${JSON.stringify(verdict)}`}`)
    return { value: found, words: words.join('\n') || 'No workspace to check.', agrees: Object.values(found).every((verdict) => verdict.ok) }
  },
}
