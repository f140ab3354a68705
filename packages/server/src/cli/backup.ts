import { basename, resolve } from 'node:path'
import { makeBackup } from '../backup/make-backup.js'
import { ConfigError } from '../config.js'
import { UsageError, type LocalCommand } from './commands.js'

const size = (bytes: number): string => (bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`)

/** Makes a backup, also while the server runs. */
export const backupCommand: LocalCommand = {
  usage: 'backup [--to DIR] [--workspace W] [--keep N]', says: 'copies every database while the server runs, and checks each copy', words: [], options: { to: 'text', workspace: 'text', keep: 'text' },
  async here({ config, problems }, _words, options, tell) {
    if (problems.length > 0) throw new ConfigError(problems.join('\n'))
    const keep = options['keep'] === undefined ? 0 : Number(options['keep'])
    if (!Number.isInteger(keep) || keep < 0) throw new UsageError('--keep is a whole number: how many backups stay.')
    const to = resolve((options['to'] as string | undefined) ?? config.backupDir)
    const { folder, manifest, bytes, pruned } = await makeBackup(config, { to, workspace: options['workspace'] as string | undefined, keep, tell })
    const copies = manifest.workspaces.filter(({ copy }) => copy).length
    const words = [
      `${folder}`,
      `${manifest.control ? `the control database and ${copies} of ${manifest.workspaces.length}` : copies} workspaces, ${size(bytes)}, as of ${manifest.copiedAt}. Each copy was opened again: pages, references, books and audit trail hold.`,
      ...pruned.map((path) => `removed ${basename(path)}`),
      'The secret key is not in it: without secret.key (or STARTUPKIT_SECRET) sealed settings cannot be opened. Keep a copy of it apart from the backups. Uploads are not in it either.',
    ]
    return { value: { folder, bytes, pruned, secretKey: false, manifest }, words: words.join('\n') }
  },
}
