import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownVersion } from '../own-files.js'
import { lastBackupFile, type LastBackup } from '../monitoring/vitals.js'
import { checkCopy, CheckError, withReader, type DatabaseKind } from './check-copy.js'
import { copyDatabase, CopyError, type DatabasePlace } from './copy-database.js'
import { syncPath, urlOfFile } from './database-files.js'
import { manifestName, readManifest, type BackedUpWorkspace, type Manifest, type Part } from './manifest.js'

export type BackupSource = { dataDir: string; databaseUrl: string | null; databaseToken: string | null }

/** Where something stands in the way of a backup, in a sentence. */
export class BackupError extends Error {}

export type Made = { folder: string; manifest: Manifest; bytes: number; pruned: string[] }

const whole = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/
const unfinished = /^\.making-/
const dayMs = 86_400_000

const nameAt = (at: Date): string => at.toISOString().replace(/[:.]/g, '-')

/** Where the database of a workspace is. */
export const placeOfWorkspace = (dataDir: string, one: { id: string; database: string | null }): DatabasePlace => ({ url: one.database ?? urlOfFile(fileOfWorkspace(dataDir, one.id)) })
export const fileOfWorkspace = (dataDir: string, id: string): string => join(dataDir, 'workspaces', `${id}.db`)
export const controlOf = ({ dataDir, databaseUrl, databaseToken }: BackupSource): DatabasePlace => ({ url: databaseUrl ?? urlOfFile(join(dataDir, 'control.db')), authToken: databaseToken })

/** The workspaces that a control database names, whatever its schema's age. */
export const workspacesIn = (controlFile: string): Promise<Omit<BackedUpWorkspace, 'copy'>[]> =>
  withReader(controlFile, async (client) =>
    (await client.execute('SELECT * FROM workspaces ORDER BY created_at, id')).rows
      .filter((row) => (row['deleted_at'] ?? null) === null)
      .map((row) => ({ id: String(row['id']), slug: String(row['slug']), name: String(row['name']), mode: row['mode'] as 'demo' | 'live' | 'test', liveId: (row['live_id'] ?? null) as string | null, database: (row['database'] ?? null) as string | null })),
  )

/**
 * Copies the control database and every workspace while the server goes on, reopens and checks each copy, and only then gives the folder
 * its name: what has a name is whole. Throws `BackupError`.
 */
export async function makeBackup(source: BackupSource, options: { to: string; workspace?: string | undefined; keep?: number | undefined; tell?: (line: string) => void; now?: () => Date }): Promise<Made> {
  const { to, workspace, keep = 0, tell = () => {}, now = () => new Date() } = options
  const copiedAt = now()
  await mkdir(to, { recursive: true, mode: 0o700 })
  await removeUnfinished(to)
  const making = join(to, `.making-${nameAt(copiedAt)}-${process.pid}`)
  await mkdir(join(making, 'workspaces'), { recursive: true, mode: 0o700 })
  try {
    const manifest = await fill(source, making, copiedAt, workspace, tell, now)
    await writeFile(join(making, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
    for (const path of [join(making, manifestName), join(making, 'workspaces'), making]) await syncPath(path)
    const folder = join(to, nameAt(copiedAt))
    await rename(making, folder)
    await syncPath(to)
    const bytes = [manifest.control, ...manifest.workspaces.map(({ copy }) => copy)].reduce((sum, part) => sum + (part?.bytes ?? 0), 0)
    const pruned = keep > 0 && workspace === undefined ? await prune(to, keep) : []
    if (workspace === undefined) await noteLast(source.dataDir, { at: copiedAt.toISOString(), ok: true, bytes, databases: 1 + manifest.workspaces.filter(({ copy }) => copy).length })
    return { folder, manifest, bytes, pruned }
  } catch (error) {
    await rm(making, { recursive: true, force: true })
    if (workspace === undefined) await noteLast(source.dataDir, { at: copiedAt.toISOString(), ok: false, bytes: 0, databases: 0 })
    throw error
  }
}

async function fill(source: BackupSource, folder: string, copiedAt: Date, only: string | undefined, tell: (line: string) => void, now: () => Date): Promise<Manifest> {
  const control = await copyPart(controlOf(source), folder, 'control.db', 'control', 'the control database')
  tell(`control database: ${control.bytes} bytes`)
  const named = await workspacesIn(join(folder, 'control.db'))
  const chosen = only === undefined ? named : named.filter((one) => one.id === only || one.slug === only)
  if (chosen.length === 0 && only !== undefined) throw new BackupError(`There is no workspace ${only}.`)
  const workspaces: BackedUpWorkspace[] = []
  for (const one of chosen) {
    const untouched = one.database === null && !existsSync(fileOfWorkspace(source.dataDir, one.id))
    const copy = untouched ? null : await copyPart(placeOfWorkspace(source.dataDir, one), folder, `workspaces/${one.id}.db`, 'workspace', `workspace ${one.slug}`)
    workspaces.push({ ...one, copy })
    tell(`${one.slug}: ${copy ? `${copy.bytes} bytes, checked` : 'nothing in it yet'}`)
  }
  if (only !== undefined) await rm(join(folder, 'control.db'))
  return { format: 1, copiedAt: copiedAt.toISOString(), finishedAt: now().toISOString(), version: ownVersion(), control: only === undefined ? control : null, workspaces }
}

async function copyPart(from: DatabasePlace, folder: string, file: string, kind: DatabaseKind, what: string): Promise<Part> {
  const to = join(folder, file)
  try {
    await copyDatabase(from, to)
    await chmod(to, 0o600)
    const part = { file, ...(await checkCopy(to, kind)) }
    await syncPath(to)
    return part
  } catch (error) {
    if (error instanceof CopyError || error instanceof CheckError || (error instanceof Error && 'code' in error)) throw new BackupError(`No backup was made. Of ${what}: ${error.message}`, { cause: error })
    throw error
  }
}

/** The whole backups in a folder, oldest first. */
export async function listBackups(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => whole.test(name)).sort()
  const read = await Promise.all(names.map(async (name) => ({ name, manifest: await readManifest(join(folder, name)) })))
  return read.filter(({ manifest }) => manifest?.control).map(({ name }) => join(folder, name))
}

async function prune(folder: string, keep: number): Promise<string[]> {
  const old = (await listBackups(folder)).slice(0, -keep)
  for (const one of old) await rm(one, { recursive: true, force: true })
  return old
}

/** What a backup that was killed left: nobody can still be writing to it after a day. */
async function removeUnfinished(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => unfinished.test(one))) {
    const { mtimeMs } = await stat(join(folder, name))
    const pid = Number(/-(\d+)$/.exec(name)?.[1])
    if (Date.now() - mtimeMs > dayMs || !isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

/** Says beside the databases what became of the last backup, for the health page. */
export async function noteLast(dataDir: string, last: LastBackup): Promise<void> {
  const file = lastBackupFile(dataDir)
  await writeFile(`${file}.part`, `${JSON.stringify(last)}\n`, { mode: 0o600 })
  await rename(`${file}.part`, file)
}
