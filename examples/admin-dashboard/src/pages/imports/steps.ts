import type { ImportRun } from '../../wire.js'
import { count, counted } from '../../words/money.js'

const steps: Record<ImportRun['step'], string> = {
  waiting: 'Waiting for its turn', reading: 'Reading the files', contacts: 'Finding out who is who', people: 'Matching accounts with people', money: 'Reading the money', duplicates: 'Finding payments told twice',
  subscriptions: 'Putting subscriptions together', booking: 'Booking the entries', balances: 'Checking token balances', settings: 'Bringing the settings in', checking: 'Comparing the books with the export', done: 'Done',
}
export const stepWords = (step: ImportRun['step']): string => steps[step]

const order = Object.keys(steps) as ImportRun['step'][]

/** How far, in hundredths: reading the files is the first half, by bytes; each later step is a like part of the other. */
export function share(run: ImportRun): number {
  if (run.state === 'finished') return 100
  const read = run.bytesTotal > 0 ? Math.min(1, run.bytesRead / run.bytesTotal) : 0
  const at = order.indexOf(run.step)
  const reading = order.indexOf('reading')
  if (at < reading) return 0
  if (at === reading) return Math.round(read * 50)
  return Math.round(50 + ((at - reading - 1) / (order.length - reading - 2)) * 50)
}

export const megabytes = (bytes: number): string => (bytes < 1e6 ? `${count(Math.max(1, Math.round(bytes / 1e3)))} kB` : `${count(Math.round(bytes / 1e5) / 10)} MB`)

/** "10,400 rows a second, about 1 minute left", as far as that is known. */
export function paceWords(run: ImportRun): string {
  const parts: string[] = []
  if (run.rowsPerSecond) parts.push(`${count(Math.round(run.rowsPerSecond))} rows a second`)
  if (run.step === 'reading' && run.bytesTotal > 0) parts.push(`${megabytes(run.bytesRead)} of ${megabytes(run.bytesTotal)} read`)
  if (run.pending > 0 && run.rowsPerSecond && run.step !== 'reading') {
    const seconds = Math.ceil(run.pending / run.rowsPerSecond)
    parts.push(seconds < 60 ? 'less than a minute left' : `about ${counted(Math.round(seconds / 60), 'minute')} left`)
  }
  return parts.join(', ')
}

export const isUnderWay = (run: ImportRun): boolean => run.state === 'queued' || run.state === 'running'
