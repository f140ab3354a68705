import { openKit, KitError } from '@startupkit/core'
import { dueSteps, holdFile, inwardJobKinds, parkJobs, type AnyOperation } from '@startupkit/core/plumbing'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { controlKinds } from '../control/jobs.js'
import { controlMigrations } from '../control/migrations.js'
import { stepKinds } from '../demo/steps.js'
import { peopleMailJobs } from '../mail/mail-ways.js'
import { createHandler } from '../handler.js'
import { stepsOf, withReader, type DatabaseKind } from './check-copy.js'
import { copyDatabase } from './copy-database.js'
import { companions, removeDatabase, sha256Of, syncPath, urlOfFile } from './database-files.js'
import { fileOfWorkspace, listBackups, workspacesIn } from './make-backup.js'
import { readManifest, type BackedUpWorkspace, type Manifest, type Part } from './manifest.js'
import { backupFollows } from './scheduled-backup.js'

/** Why nothing was put back, in a sentence. Nothing was changed. */
export class RestoreError extends Error {}

export type RestoreOptions = { from: string; workspace?: string | undefined; as?: string | undefined; replace?: boolean; now?: () => Date; tell?: (line: string) => void }

/** `kept` is the folder beside which what stood there before now stands; null where nothing did. `parked` jobs wait for an owner, `parkedOfServer` for whoever runs the server: by kind. */
export type Restored = { copiedAt: string; control: boolean; workspaces: { id: string; slug: string; parked: number }[]; parkedOfServer: Record<string, number>; kept: string | null; skipped: string[] }

type Target = { dataDir: string; databaseUrl: string | null }
type Staged = { file: string; parked: number }

// A copy that stands beside its original must not do what the original will still do.
const forever = '2199-12-31T00:00:00.000Z'
/** Jobs of the server itself that reach nobody. */
const ownInwardKinds = [backupFollows, stepKinds, ...controlKinds, ...peopleMailJobs].filter(({ reach }) => reach === 'always').map(({ kind }) => kind)

/**
 * Puts a backup back: all of it, or one workspace, under its own name or as a new one. Everything is staged and checked beside the
 * databases first; what was there is moved aside, never overwritten, and what comes back takes its place by renaming. Throws `RestoreError`.
 */
export async function restoreBackup(target: Target, options: RestoreOptions): Promise<Restored> {
  const { replace = false, now = () => new Date(), tell = () => {} } = options
  if (target.databaseUrl !== null && !target.databaseUrl.startsWith('file:')) throw new RestoreError('The control database is on a libSQL server (CONTROL_DATABASE_URL). Load the copies there with that server’s own tools: nothing was changed.')
  const { folder, manifest, only } = await find(options)
  const dataDir = resolve(target.dataDir)
  const one = only === undefined ? undefined : chosen(manifest, only)
  if (options.as !== undefined && !one) throw new RestoreError('--as needs one workspace: say which with --workspace.')
  if (!one && !manifest.control) throw new RestoreError('This backup is of single workspaces: say which with --workspace.')
  await mkdir(join(dataDir, 'workspaces'), { recursive: true, mode: 0o700 })
  const controlFile = join(dataDir, 'control.db')
  const release = await own(controlFile)
  const staging = join(dataDir, `.restoring-${process.pid}`)
  let held = true
  const letGo = async () => {
    if (held) await release()
    held = false
  }
  try {
    await rm(staging, { recursive: true, force: true })
    await mkdir(join(staging, 'workspaces'), { recursive: true, mode: 0o700 })
    const at = now().toISOString()
    const stage = (part: Part, kind: DatabaseKind, dueBy: string) => stagePart(folder, staging, part, kind, { dueBy, copiedAt: manifest.copiedAt })
    if (one && options.as !== undefined) {
      const { file, parked } = await stage(one.copy!, 'workspace', forever)
      await letGo()
      return { copiedAt: manifest.copiedAt, control: false, workspaces: [{ ...(await putAsNew(dataDir, file, one, options.as)), parked }], parkedOfServer: {}, kept: null, skipped: [] }
    }
    const back = one ? [one] : manifest.workspaces.filter(({ copy, database }) => copy && database === null)
    const skipped = one ? [] : manifest.workspaces.filter(({ database }) => database !== null).map(({ slug }) => slug)
    if (one) await mustBeKnown(controlFile, one)
    const inTheWay = one ? existing([fileOfWorkspace(dataDir, one.id)]) : existing([controlFile, ...(await filesIn(join(dataDir, 'workspaces')))])
    if (inTheWay.length > 0 && !replace) throw new RestoreError(`${one ? `Workspace ${one.slug} is` : `${inTheWay.length} databases are`} there already. With --replace they are moved aside and kept: nothing was changed.`)

    const staged: { from: string; to: string }[] = []
    const workspaces: Restored['workspaces'] = []
    for (const { id, slug, copy } of back) {
      const { file, parked } = await stage(copy!, 'workspace', at)
      staged.push({ from: file, to: fileOfWorkspace(dataDir, id) })
      workspaces.push({ id, slug, parked })
      tell(`${slug}: checked`)
    }
    const control = one ? undefined : await stage(manifest.control!, 'control', at)
    if (control) staged.push({ from: control.file, to: controlFile })
    const parkedOfServer = control ? await parkedIn(control.file) : {}
    const kept = inTheWay.length > 0 ? join(dataDir, `replaced-${at.replace(/[:.]/g, '-')}`) : null
    if (kept) await moveAside(inTheWay, dataDir, kept)
    for (const { from, to } of staged) await rename(from, to) // the control database last: it names the others
    await syncPath(join(dataDir, 'workspaces'))
    await syncPath(dataDir)
    return { copiedAt: manifest.copiedAt, control: !one, workspaces, parkedOfServer, kept, skipped }
  } finally {
    await rm(staging, { recursive: true, force: true })
    await letGo()
  }
}

async function find({ from, workspace }: RestoreOptions): Promise<{ folder: string; manifest: Manifest; only: string | undefined }> {
  const path = resolve(from)
  const is = await stat(path).catch(() => null)
  if (!is) throw new RestoreError(`There is no ${from}.`)
  const folder = is.isDirectory() ? path : dirname(dirname(path))
  const only = is.isDirectory() ? workspace : basename(path, '.db')
  const manifest = await readManifest(folder)
  if (manifest) return { folder, manifest, only }
  const inside = is.isDirectory() ? await listBackups(path) : []
  throw new RestoreError(inside.length > 0 ? `${from} holds several backups: name one, like ${inside.at(-1)}.` : `${from} is no whole backup: it has no manifest that can be read.`)
}

function chosen(manifest: Manifest, named: string): BackedUpWorkspace {
  const one = manifest.workspaces.find(({ id, slug }) => id === named || slug === named)
  if (!one) throw new RestoreError(`The backup holds no workspace ${named}. It holds ${manifest.workspaces.map(({ slug }) => slug).join(', ') || 'none'}.`)
  if (!one.copy) throw new RestoreError(`Workspace ${one.slug} was empty when the backup was made: there is nothing to put back.`)
  return one
}

async function own(controlFile: string): Promise<() => Promise<void>> {
  try {
    return await holdFile(controlFile)
  } catch (error) {
    if (error instanceof KitError && error.code === 'database_owned') throw new RestoreError('A server or another command has this data folder open. Stop it first: nothing was changed.')
    throw error
  }
}

/** Copies one database beside where it will stand, checks it against the manifest, brings its schema up to date and holds its jobs back. */
async function stagePart(folder: string, staging: string, part: Part, kind: DatabaseKind, held: { dueBy: string; copiedAt: string }): Promise<Staged> {
  const file = join(staging, part.file)
  const work = `${file}.work`
  await copyFile(join(folder, part.file), work).catch((error: Error) => {
    throw new RestoreError(`${part.file} of the backup cannot be read: ${error.message}. Nothing was changed.`)
  })
  if ((await sha256Of(work)) !== part.sha256) throw new RestoreError(`${part.file} is not what the backup’s manifest says: it was changed or is damaged. Nothing was changed.`)
  try {
    await withReader(work, (client) => dueSteps((sql) => client.execute(sql), stepsOf(kind)))
    const kit = await openKit({ database: { url: urlOfFile(work) }, ...(kind === 'control' && { migrations: controlMigrations, reactions: [], jobKinds: [] }) })
    const { parked } = (await kit.call(parkJobs as unknown as AnyOperation, { actor: { role: 'system', id: 'restore' }, origin: 'live' }, { ...held, inward: [...inwardJobKinds, ...ownInwardKinds] }).finally(() => kit.close())) as { parked: number }
    // Part of what was just written may still stand in the log beside the file; a copy by SQLite is one file, and nobody has it open.
    await copyDatabase({ url: urlOfFile(work) }, file)
    await removeDatabase(work)
    return { file, parked }
  } catch (error) {
    if (error instanceof KitError) throw new RestoreError(`${part.file} cannot be opened by this version: ${error.message} (${error.code}). Nothing was changed.`)
    throw error
  }
}

async function parkedIn(file: string): Promise<Record<string, number>> {
  const { rows } = await withReader(file, (client) => client.execute("SELECT kind, count(*) AS count FROM jobs WHERE state = 'dead' AND last_error LIKE 'restored_from_copy:%' GROUP BY kind ORDER BY kind"))
  return Object.fromEntries(rows.map(({ kind, count }) => [String(kind), Number(count)]))
}

async function mustBeKnown(controlFile: string, one: BackedUpWorkspace): Promise<void> {
  const known = existsSync(controlFile) ? await workspacesIn(controlFile) : []
  const here = known.find(({ id }) => id === one.id)
  if (!here) throw new RestoreError(`This data folder knows no workspace ${one.id}. Put it back as a new one with --as ${one.slug}, or the whole backup: nothing was changed.`)
  if (here.database !== null) throw new RestoreError(`Workspace ${one.slug} is on a libSQL server. Load its copy there with that server’s own tools: nothing was changed.`)
}

const existing = (files: readonly string[]) => files.filter((file) => existsSync(file))
const filesIn = async (folder: string) => (await readdir(folder)).filter((name) => name.endsWith('.db')).map((name) => join(folder, name))

/** What was not yet folded into a database stands in its log, so that the log goes with it. */
async function moveAside(files: readonly string[], dataDir: string, kept: string): Promise<void> {
  await mkdir(join(kept, 'workspaces'), { recursive: true, mode: 0o700 })
  for (const file of files) {
    const to = join(kept, file.slice(dataDir.length + 1))
    for (const ending of ['', '-wal']) if (existsSync(`${file}${ending}`)) await rename(`${file}${ending}`, `${to}${ending}`)
    for (const ending of companions) if (!ending.startsWith('.')) await rm(`${file}${ending}`, { force: true })
  }
}

async function putAsNew(dataDir: string, file: string, one: BackedUpWorkspace, slug: string): Promise<{ id: string; slug: string }> {
  const handler = createHandler({ dataDir, worker: false })
  try {
    const made = await handler.createWorkspace({ name: one.name, slug, mode: one.mode === 'demo' ? 'demo' : 'live' })
    await rename(file, fileOfWorkspace(dataDir, made.id))
    return { id: made.id, slug: made.slug }
  } catch (error) {
    if (error instanceof KitError) throw new RestoreError(`${error.message} (${error.code}) Nothing was changed.`)
    throw error
  } finally {
    await handler.close()
  }
}
