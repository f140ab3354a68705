import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { restoreBackup } from '../backup/restore-backup.js'
import type { LocalCommand } from './commands.js'

/** Puts a backup back. The server must not run. */
export const restoreCommand: LocalCommand = {
  usage: 'restore PATH [--workspace W] [--as SLUG] [--replace]', says: 'puts a backup back, or one workspace of it; what is there is moved aside, never overwritten', words: ['PATH'],
  options: { workspace: 'text', as: 'text', replace: 'flag' },
  async here({ config }, [from], options, tell) {
    const restored = await restoreBackup(config, {
      from: from!, workspace: options['workspace'] as string | undefined, as: options['as'] as string | undefined, replace: options['replace'] === true, tell,
    })
    const parked = restored.workspaces.reduce((sum, one) => sum + one.parked, 0)
    const noKey = config.secret === null && !existsSync(join(config.dataDir, 'secret.key'))
    const words = [
      `${restored.control ? 'The control database and ' : ''}${restored.workspaces.map(({ slug, id }) => `${slug} (${id})`).join(', ') || 'no workspace'}: as of ${restored.copiedAt}.`,
      ...(restored.kept ? [`What was there is kept in ${restored.kept}.`] : []),
      ...restored.skipped.map((slug) => `${slug} is on a libSQL server and was not touched.`),
      ...(parked > 0 ? [`${parked} jobs that reach somebody may have been done after the copy was made. They wait for an owner on the page "System health" (restored_from_copy).`] : []),
      ...Object.entries(restored.parkedOfServer).map(([kind, count]) => `${count} of the server’s own jobs (${kind}) may have been done after the copy was made. They are not done again: ask anew for what they were to do.`),
      ...(options['as'] !== undefined ? ['The new workspace has no members and no keys yet.'] : []),
      ...(noKey ? ['There is no secret.key in this folder: put yours back before the server starts, or sealed settings cannot be opened.'] : []),
    ]
    return { value: { ...restored, parked, secretKey: !noKey }, words: words.join('\n') }
  },
}
