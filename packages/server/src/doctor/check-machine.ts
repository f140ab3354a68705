import { access, constants, readFile, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../config.js'
import { readLastBackup } from '../monitoring/vitals.js'
import { fail, ok, warn, type Check } from './check.js'

const leastNode = [20, 19] as const
const hourMs = 3_600_000
const code = (error: unknown) => (error as { code?: string }).code ?? String(error)
const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`

export function checkNode(version: string = process.versions.node): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]) ? ok('node', `Node ${version}`) : fail('node', `Node ${version} is too old`, `Install Node ${leastNode.join('.')} or newer.`)
}

/** Whether this Node knows the world's time zones and languages. */
export function checkTimeZones(): Check {
  const zones = Intl.supportedValuesOf('timeZone').length
  const speaks = Intl.DateTimeFormat.supportedLocalesOf(['ar', 'ja', 'de', 'pt-BR']).length
  if (zones < 300 || speaks < 4) return fail('time zones', `This Node knows ${zones} time zones and ${speaks} of 4 languages`, 'Use a Node that is built with full ICU (the official builds are).')
  return ok('time zones', `${zones} time zones, data of ${process.versions['tz'] ?? 'unknown age'}`)
}

export async function checkDataFolder({ dataDir }: Config): Promise<Check> {
  try {
    const found = await stat(dataDir)
    if (!found.isDirectory()) return fail('data folder', `${dataDir} is no folder`, 'Set DATA_DIR to a folder.')
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) return warn('data folder', `${dataDir} can be looked into by others (mode ${(found.mode & 0o777).toString(8)})`, `chmod 700 ${dataDir}`)
    return ok('data folder', dataDir)
  } catch (error) {
    if (code(error) === 'ENOENT') return warn('data folder', `${dataDir} is not there yet`, 'It is made on the first start. If there should be data, check DATA_DIR.')
    return fail('data folder', `${dataDir} cannot be written (${code(error)})`, 'Give it to the user that runs the server: chown and chmod 700.')
  }
}

export async function checkDisk({ dataDir }: Config): Promise<Check[]> {
  try {
    const { bavail, bsize } = await statfs(dataDir)
    const free = bavail * bsize
    if (free < 2e8) return [fail('disk', `${gigabytes(free)} free`, 'Make room: the server stops accepting writes when the disk is full.')]
    return [free < 2e9 ? warn('disk', `${gigabytes(free)} free`, 'Make room soon: a backup needs as much as all databases together.') : ok('disk', `${gigabytes(free)} free`)]
  } catch {
    return [] // told by the check of the folder
  }
}

export async function checkSecret({ dataDir, secret }: Config): Promise<Check> {
  if (secret !== null) return ok('secret key', 'STARTUPKIT_SECRET is set')
  const path = join(dataDir, 'secret.key')
  try {
    const { mode } = await stat(path)
    if ((await readFile(path, 'utf8')).trim().length < 32) return fail('secret key', `${path} is too short`, 'Put the key back that this folder had: what was sealed with it cannot be opened otherwise.')
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) return fail('secret key', `${path} can be read by others (mode ${(mode & 0o777).toString(8)})`, `chmod 600 ${path}`)
    return ok('secret key', 'there, and readable by its owner alone')
  } catch (error) {
    if (code(error) !== 'ENOENT') return fail('secret key', `${path} cannot be read (${code(error)})`, 'Give it to the user that runs the server.')
    const used = await stat(join(dataDir, 'control.db')).then(() => true, () => false)
    return used ? fail('secret key', `${path} is missing`, 'Put yours back before the server starts: it would make another, and sealed settings could not be opened.') : ok('secret key', 'made on the first start')
  }
}

/** A clock that was set back makes tokens live too long and jobs wait. What was written last cannot be of tomorrow. */
export async function checkClock({ dataDir }: Config, now: number = Date.now()): Promise<Check> {
  const written = await Promise.all(['control.db', 'control.db-wal', 'last-backup.json'].map((name) => stat(join(dataDir, name)).then(({ mtimeMs }) => mtimeMs, () => 0)))
  const newest = Math.max(...written)
  if (newest > now + 120_000) return fail('clock', `The clock says ${new Date(now).toISOString()}, but data was written at ${new Date(newest).toISOString()}`, 'Set the clock and keep it set (NTP).')
  if (now < Date.UTC(2025, 0, 1)) return fail('clock', `The clock says ${new Date(now).toISOString()}`, 'Set the clock and keep it set (NTP).')
  return ok('clock', new Date(now).toISOString())
}

export async function checkLastBackup({ dataDir, backupEveryHours }: Config, now: number = Date.now()): Promise<Check> {
  const last = await readLastBackup(dataDir)
  if (!last) return warn('backup', 'none was made yet', backupEveryHours > 0 ? 'The first one is made soon after the start.' : 'Run startupkit backup, or set BACKUP_EVERY_HOURS.')
  if (!last.ok) return fail('backup', `the last one, of ${last.at}, failed`, 'Run startupkit backup and read what it says.')
  const hours = (now - Date.parse(last.at)) / hourMs
  const expected = backupEveryHours > 0 ? backupEveryHours * 2 : 24 * 7
  return hours > expected ? warn('backup', `the last one is ${Math.round(hours)} hours old`, 'Run startupkit backup, or see why none is made by itself.') : ok('backup', `made ${last.at}`)
}
