import { pino } from 'pino'
import { ConfigError, examineConfig, readConfig } from './config.js'
import { announce } from './announce.js'
import { serve } from './serve.js'

/** The process: read the environment once, serve, stop when told. */
async function main(): Promise<void> {
  process.umask(0o077) // everything in the data folder is its owner's alone
  const config = readConfig(process.env)
  const log = pino({ level: config.logLevel })
  for (const warning of examineConfig(process.env).warnings) log.warn(warning)
  const serving = await serve(config, log)
  announce(serving, config, log)
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1) // asked twice: at once
      stopping = true
      const impatient = setTimeout(() => process.exit(1), 10_000)
      serving.stop().then(
        () => {
          clearTimeout(impatient)
          process.exit(0)
        },
        (error: unknown) => {
          log.error({ err: error }, 'did not stop cleanly')
          process.exit(1)
        },
      )
    })
  }
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || (error instanceof Error && 'code' in error)
  const { code, port, message } = error as { code?: string; port?: number; message: string }
  const sentence = code === 'EADDRINUSE' ? `Port ${port} is taken. Stop what uses it, or set PORT.` : known ? message : String((error as Error).stack ?? error)
  process.stderr.write(`startupkit: ${sentence}\n`)
  process.exit(1)
})
