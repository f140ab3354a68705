import type { Logger } from 'pino'
import type { Config } from './config.js'
import type { Serving } from './serve.js'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Tells whoever started the server where everything is, and what is still being prepared. */
export function announce({ addresses, handler, demoKey, setupCode }: Serving, config: Config, log: Logger): void {
  log.info({ ...addresses, dataDir: config.dataDir }, 'listening')
  if (setupCode !== null) {
    say('')
    say(`  Nobody can sign in yet. Make the first owner at ${config.origins[0] ?? addresses.dashboard}/setup`)
    say(`  with this code: ${setupCode}   (it also stands in ${config.dataDir}/setup-code, until it was used)`)
    say('')
  }
  if (!config.demo) return
  say('')
  say(`  API         ${addresses.api}   (reference: ${addresses.api}/reference)`)
  say(`  Dashboard   ${addresses.dashboard}/#key=${demoKey}`)
  say(`  Host site   ${addresses.site}`)
  say(`  Demo key    ${demoKey}   (owner of both demo workspaces, from this machine only)`)
  say('')
  const told = new Map<string, string>()
  handler.preparation.onChange(({ name, state, done, total, message }) => {
    // One line for each tenth of the way, so that a log stays readable.
    const tenth = total ? Math.floor((done / total) * 10) : 0
    const key = `${state}:${tenth}`
    if (told.get(name) === key) return
    told.set(name, key)
    const share = total ? ` ${Math.round((done / total) * 100)} %` : ''
    say(state === 'done' ? `  ${name}: ready` : state === 'failed' ? `  ${name}: failed: ${message}` : `  ${name}: preparing${share}${message ? `, ${message}` : ''}`)
  })
}
