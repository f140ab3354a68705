import { parseArgs } from 'node:util'
import { BackupError } from '../backup/make-backup.js'
import { RestoreError } from '../backup/restore-backup.js'
import { ConfigError, examineConfig } from '../config.js'
import { backupCommand } from './backup.js'
import { controlCommands, UsageError, type Command, type LocalCommand, type Options, type Result } from './commands.js'
import { doctorCommand } from './doctor.js'
import { importCommand } from './import.js'
import { migrateCommand } from './migrate.js'
import { peopleCommands } from './people.js'
import { restoreCommand } from './restore.js'
import { Refused, talkTo } from './talk.js'
import { verifyCommand } from './verify.js'

const commands: Readonly<Record<string, Command | LocalCommand>> = {
  import: importCommand, ...controlCommands, ...peopleCommands, verify: verifyCommand, backup: backupCommand, restore: restoreCommand, migrate: migrateCommand, doctor: doctorCommand,
}

const help = () => `startupkit: a small business's back office

  serve
      serves the API, the dashboard and the host site
  mcp [--rooms ROOM,ROOM]
      gives an assistant the operations as tools, over standard input and output, with the rights of STARTUPKIT_KEY
${Object.values(commands).map(({ usage, says }) => `  ${usage}\n      ${says}`).join('\n')}

  --data DIR   the data folder (DATA_DIR, else ./data)
  --json       answers in JSON
  --help       this

It talks to the server that runs on the data folder, and opens the files itself where none does.
Exit codes: 0 done, 1 refused or failed, 2 called wrongly, 3 checked and it does not agree.
`

export type Output = { out(text: string): void; err(text: string): void }

/** Runs one command line. Answers the exit code. */
export async function run(argv: readonly string[], env: Readonly<Record<string, string | undefined>>, { out, err }: Output): Promise<number> {
  if (argv.length === 0 || argv.includes('--help') || argv[0] === 'help') {
    out(help())
    return argv.length === 0 ? 2 : 0
  }
  const [name, command] = Object.entries(commands).find(([words]) => words.split(' ').every((word, at) => argv[at] === word)) ?? []
  if (!name || !command) {
    err(`startupkit: there is no command "${argv.slice(0, 2).join(' ')}". Try startupkit help.\n`)
    return 2
  }
  try {
    const kinds: Command['options'] = { data: 'text', json: 'flag', ...command.options }
    const config = Object.fromEntries(Object.entries(kinds).map(([option, kind]) => [option, { type: kind === 'flag' ? ('boolean' as const) : ('string' as const), multiple: kind === 'list' }]))
    const { values, positionals } = parse(argv.slice(name.split(' ').length), config)
    if (positionals.length !== command.words.length) throw new UsageError(`startupkit ${command.usage}`)
    const data = values['data'] as string | undefined
    const tell = (line: string) => err(`${line}\n`)
    const answer = ({ value, words, agrees = true, code }: Result): number => {
      out(values['json'] ? `${JSON.stringify(value, null, 2)}\n` : `${words}\n`)
      return code ?? (agrees ? 0 : 3)
    }
    const { config: settings, problems, warnings } = examineConfig({ ...env, ...(data !== undefined && { DATA_DIR: data }) })
    if ('here' in command) return answer(await command.here({ config: settings, env, problems, warnings }, positionals, values as Options, tell))
    const talk = await talkTo(settings)
    try {
      return answer(await command.run(talk, positionals, values as Options, tell))
    } finally {
      await talk.close()
    }
  } catch (error) {
    if (error instanceof UsageError) {
      err(`startupkit: ${error.message}\n`)
      return 2
    }
    if (error instanceof BackupError || error instanceof RestoreError || error instanceof ConfigError) {
      err(`startupkit: ${error.message}\n`)
      return 1
    }
    if (!(error instanceof Refused)) throw error
    err(`startupkit: ${error.message} (${error.code})\n${error.issues.map((issue) => `  ${issue.path}: ${issue.message}\n`).join('')}`)
    return 1
  }
}

function parse(args: string[], options: Record<string, { type: 'string' | 'boolean'; multiple: boolean }>) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
