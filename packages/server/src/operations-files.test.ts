import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { table } from './config/table.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
const names = new Set(Object.values(table).map(({ env }) => env as string))
const known = (name: string) => names.has(name) || names.has(name.replace(/_FILE$/, '')) || name === 'NODE_ENV' || name === 'NODE_OPTIONS'

it('the container file copies what is there, runs scripts that exist, and serves without rights', () => {
  const lines = read('docs/operations/Containerfile').split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  const copied = lines.filter((line) => line.startsWith('COPY ') && !line.includes('--from=')).flatMap((line) => line.split(' ').slice(1, -1))
  expect(copied.length).toBeGreaterThan(5)
  for (const path of copied) expect(existsSync(join(root, path)), path).toBe(true)
  const workspaces = read('pnpm-workspace.yaml').match(/^\s+- ['"]?[\w*/-]+/gm)!.map((line) => line.replace(/^\s+- ['"]?/, '').split('/')[0]!)
  for (const folder of workspaces) expect(copied.some((path) => path === folder || path.startsWith(`${folder}/`)), folder).toBe(true)
  for (const [, script] of lines.join('\n').matchAll(/npm run ([\w:]+)/g)) expect(scripts).toHaveProperty(script!)
  expect(lines.filter((line) => line.startsWith('USER '))).toEqual(['USER node'])
  expect(lines.findIndex((line) => line.startsWith('USER '))).toBeLessThan(lines.findIndex((line) => line.startsWith('CMD ')))
  for (const [, name] of lines.filter((line) => line.startsWith('ENV ')).join(' ').matchAll(/([A-Z_]+)=/g)) expect(known(name!), name).toBe(true)
  expect(lines.some((line) => line.startsWith('HEALTHCHECK ') && line.includes('/healthz'))).toBe(true)
})

it('the unit starts what is built, with settings that exist', () => {
  const unit = read('docs/operations/startupkit.service')
  expect(unit).toContain('/opt/startupkit/packages/server/dist/main.js')
  expect(read('packages/server/tsup.config.ts')).toContain("main: 'src/main.ts'")
  for (const [, given] of unit.matchAll(/^Environment=(.+)$/gm)) for (const [, name] of given!.matchAll(/([A-Z_]+)=/g)) expect(known(name!), name).toBe(true)
  for (const line of unit.split('\n').filter((one) => one !== '')) expect(line).toMatch(/^(\[(Unit|Service|Install)\]|[A-Z][A-Za-z]+=.*)$/)
})

it('the pages of operations name settings and metrics that exist', () => {
  const pages = ['running', 'backup', 'upgrading', 'container', 'systemd', 'monitoring'].map((name) => read(`docs/operations/${name}.md`)).join('\n')
  const variables = [...pages.matchAll(/\b([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\b/g)].map(([name]) => name).filter((name) => name !== '_FILE')
  for (const name of variables) expect(known(name), name).toBe(true)
  const metrics = read('packages/server/src/monitoring/metrics.ts')
  for (const [name] of pages.matchAll(/\bstartupkit_[a-z_]+\b/g)) expect(metrics, name).toContain(`'${name}'`)
})
