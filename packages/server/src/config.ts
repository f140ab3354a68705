import { readFileSync } from 'node:fs'
import { table, type Before, type Entry } from './config/table.js'

/** What the process was told by its environment. Read once. Each property is a line of `config/table.ts`. */
export type Config = { [K in keyof typeof table]: (typeof table)[K] extends Entry<infer T> ? T : never }

/** Sentences for whoever set the environment: everything that is wrong, a line each. */
export class ConfigError extends Error {}

type Env = Readonly<Record<string, string | undefined>>

const entries = Object.entries(table) as [keyof Config, Entry<unknown>][]

/** What stands in the environment for a setting: the value itself, or what the file holds that `<NAME>_FILE` names. */
function given({ env: name }: Entry<unknown>, env: Env): string | undefined {
  const path = env[`${name}_FILE`]
  if (!path) return env[name]?.trim() || undefined
  if (env[name]) throw new ConfigError(`${name} and ${name}_FILE are both set: only one may be.`)
  try {
    return readFileSync(path, 'utf8').trim() || undefined
  } catch (error) {
    throw new ConfigError(`${name}_FILE must name a file that can be read. It is "${path}" (${(error as { code?: string }).code}).`)
  }
}

/** Reads the environment without throwing: the settings (defaults where one is wrong), what is wrong, and what only looks like a mistake. */
export function examineConfig(env: Env): { config: Config; problems: string[]; warnings: string[] } {
  const problems: string[] = []
  const config: Record<string, unknown> = {}
  for (const [key, entry] of entries) {
    const fallback = () => (typeof entry.default === 'function' ? (entry.default as (before: Before) => unknown)(config as Before) : entry.default)
    try {
      const text = given(entry, env)
      const value = text === undefined ? undefined : entry.kind.read(text)
      if (text !== undefined && value === undefined) problems.push(`${entry.env} must be ${entry.kind.says}.${entry.secret ? '' : ` It is "${text}".`}`)
      config[key] = value ?? fallback()
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      problems.push(error.message)
      config[key] = fallback()
    }
  }
  const known = new Set(entries.flatMap(([, { env: name }]) => [name, `${name}_FILE`]))
  const unknown = Object.keys(env).filter((name) => name.startsWith('STARTUPKIT_') && !known.has(name))
  return { config: config as Config, problems, warnings: unknown.map((name) => `${name} is set, but there is no setting of that name.`) }
}

/** Throws `ConfigError` with everything that is wrong. */
export function readConfig(env: Env): Config {
  const { config, problems } = examineConfig(env)
  if (problems.length > 0) throw new ConfigError(problems.join('\n'))
  return config
}
