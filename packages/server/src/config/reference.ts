import { groups, table, type Entry } from './table.js'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const shownDefault = ({ shown, default: value }: Entry<unknown>): string => shown ?? (value === null ? 'none' : typeof value === 'boolean' ? `\`${Number(value)}\`` : `\`${String(value)}\``)

const line = (one: Entry<unknown>): string => `| \`${one.env}\` | ${cell(one.summary)}${one.secret ? ' Secret.' : ''} | ${cell(one.kind.says)} | ${cell(shownDefault(one))} |`

/** docs/reference/configuration.md. */
export function configurationReference(): string {
  const all = Object.values(table) as Entry<unknown>[]
  const sections = groups
    .map((group) => ({ group, lines: all.filter((one) => one.group === group).map(line) }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ group, lines }) => `## ${group}\n\n| variable | what it does | must be | default |\n|---|---|---|---|\n${lines.join('\n')}\n`)
  return `# Configuration

The server reads its settings from the environment, once, when it starts. Where something is wrong it does not start, and names everything that is.
Every variable can also be given as a file: \`STARTUPKIT_SECRET_FILE=/run/secrets/startupkit\` reads the value from there. An empty value counts as none.

This page is generated from \`packages/server/src/config/table.ts\` by \`npm run contract\`.

${sections.join('\n')}`
}
