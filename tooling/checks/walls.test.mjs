import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findViolations } from './check-walls.mjs'
import walls from './walls.mjs'

const c = 'packages/core/src'
const doors = { core: ['index', 'contract', 'testing'], server: ['index'], sdk: ['index'], widgets: ['index'] }

/** A house with every room and every library, all of them empty. */
const emptyHouse = {
  ...Object.fromEntries(['foundation', 'database', 'events', 'jobs', 'contacts', 'team', 'settings', 'ledger', 'payments', 'credits', 'subscriptions', 'invoices', 'booking', 'inbox', 'campaigns', 'chatbot', 'provenance', 'analytics', 'importing', 'ports', 'adapters', 'notifications'].flatMap((room) => [[`${c}/${room}/index.ts`, ''], [`${c}/${room}/tables.ts`, ''], [`${c}/${room}/inside.ts`, '']])),
  [`${c}/events/catalogue.ts`]: 'export type EventName = string',
  [`${c}/database/projection.ts`]: '', [`${c}/database/columns.ts`]: '', [`${c}/testing.ts`]: '', [`${c}/ledger/record.test.ts`]: '',
  ...Object.fromEntries(Object.entries(doors).flatMap(([name, entries]) => [
    ...entries.map((entry) => [`packages/${name}/src/${entry}.ts`, '']),
    [`packages/${name}/src/inside/door.ts`, ''],
    [`packages/${name}/package.json`, JSON.stringify({ name: `@startupkit/${name}`, exports: { '.': { 'startupkit:source': './src/index.ts', default: './dist/index.js' } } })],
  ])),
  ...Object.fromEntries(['zod', 'drizzle-orm', '@libsql/client', 'undici', 'hono', 'stripe', 'lit', 'openapi-fetch', 'libphonenumber-js', 'temporal-polyfill', 'left-pad'].flatMap((name) => [[`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' })], [`node_modules/${name}/index.js`, 'export const x = 1']])),
}

/** One line each that somebody will one day write, and the wall it runs into. */
const trespasses = [
  ['foundation-stands-alone', `${c}/foundation/a.ts`, "import '../jobs/index.js'"],
  ['foundation-names-few-types', `${c}/foundation/b.ts`, "import type { Job } from '../jobs/index.js'\nexport type X = Job"],
  ['foundation-libraries', `${c}/foundation/c.ts`, "import { x } from 'undici'\nexport const y = x"],
  ['foundation-node', `${c}/foundation/d.ts`, "import { readFileSync } from 'node:fs'\nexport const y = readFileSync"],
  ['plumbing-knows-no-room', `${c}/jobs/a.ts`, "import '../ledger/index.js'"],
  ['plumbing-libraries', `${c}/events/a.ts`, "import '@libsql/client'"],
  ['database-libraries', `${c}/database/a.ts`, "import 'left-pad'"],
  ['rooms-without-node', `${c}/ledger/a.ts`, "import { readFileSync } from 'node:fs'\nexport const y = readFileSync"],
  ['adapters-no-tables', `${c}/adapters/a.ts`, "import '../ledger/tables.js'"],
  ['core-without-http', `${c}/contacts/http.ts`, "import 'hono'"],
  ['core-stands-below', `${c}/upward.ts`, "import '../../server/src/index.js'"],
  ['room-payments', `${c}/payments/a.ts`, "import '../inbox/index.js'"],
  ['room-invoices', `${c}/invoices/a.ts`, "import '../booking/index.js'"],
  ['room-credits', `${c}/credits/a.ts`, "import '../payments/index.js'"],
  ['room-subscriptions', `${c}/subscriptions/a.ts`, "import '../credits/index.js'"],
  ['room-booking', `${c}/booking/a.ts`, "import '../ledger/index.js'"],
  ['room-campaigns', `${c}/campaigns/a.ts`, "import '../ledger/index.js'"],
  ['room-notifications', `${c}/notifications/a.ts`, "import '../ledger/index.js'"],
  ['room-chatbot', `${c}/chatbot/a.ts`, "import '../ledger/index.js'"],
  ['room-others', `${c}/contacts/a.ts`, "import '../ledger/index.js'"],
  ['rooms-by-their-door', `${c}/subscriptions/b.ts`, "import '../ledger/inside.js'"],
  ['tables-reference-tables', `${c}/notifications/tables.ts`, "import '../contacts/index.js'"],
  ['figures-read-tables-or-doors', `${c}/analytics/a.ts`, "import '../ledger/inside.js'"],
  ['nobody-imports-figures', `${c}/importing/a.ts`, "import '../analytics/index.js'"],
  ['library-contacts', `${c}/contacts/b.ts`, "import 'left-pad'"],
  ['library-analytics', `${c}/analytics/b.ts`, "import 'left-pad'"],
  ['library-ledger', `${c}/ledger/b.ts`, "import 'libphonenumber-js'"],
  ['library-importing', `${c}/importing/b.ts`, "import 'left-pad'"],
  ['library-booking', `${c}/booking/b.ts`, "import 'left-pad'"],
  ['library-others', `${c}/inbox/b.ts`, "import 'temporal-polyfill'"],
  ['server-by-cores-doors', 'packages/server/src/a.ts', "import '../../core/src/ledger/index.js'"],
  ['server-drizzle-in-control', 'packages/server/src/routes/a.ts', "import 'drizzle-orm'"],
  ['server-knows-no-client', 'packages/server/src/b.ts', "import '@startupkit/sdk'"],
  ['sdk-libraries', 'packages/sdk/src/a.ts', "import 'left-pad'"],
  ['sdk-without-node', 'packages/sdk/src/b.ts', "import { readFileSync } from 'node:fs'\nexport const y = readFileSync"],
  ['sdk-knows-the-contract-only', 'packages/sdk/src/c.ts', "import type { Kit } from '@startupkit/core'\nexport type X = Kit"],
  ['widgets-on-sdk-and-lit', 'packages/widgets/src/a.ts', "import 'left-pad'"],
  ['no-zod-for-visitors', 'packages/sdk/src/d.ts', "import { z } from './e.js'\nexport const y = z"],
  ['pages-on-the-public-door', 'examples/admin-dashboard/src/a.ts', "import '../../../packages/sdk/src/inside/door.js'"],
  ['examples-by-the-doors', 'examples/e2e/src/a.ts', "import '../../../packages/core/src/ledger/index.js'"],
  ['no-tests-in-products', `${c}/ledger/c.ts`, "import './record.test.js'"],
  ['no-circles', `${c}/team/a.ts`, "import './b.js'"],
  ['resolvable', `${c}/team/c.ts`, "import './nowhere.js'"],
]
const besides = { 'packages/sdk/src/e.ts': "export { x as z } from 'zod'", [`${c}/team/b.ts`]: "import './a.js'" }

const permitted = {
  [`${c}/foundation/context.ts`]: "import * as z from 'zod'\nimport { createHash } from 'node:crypto'\nimport type { EventName } from '../events/catalogue.js'\nimport type {} from '../ports/index.js'\nimport type { P } from '../database/projection.js'\nexport type X = [EventName, P, typeof z, typeof createHash]",
  [`${c}/database/open.ts`]: "import '@libsql/client'\nimport 'undici'\nimport 'node:fs'\nimport '../foundation/index.js'",
  [`${c}/database/tables.ts`]: "import '../ledger/tables.js'",
  [`${c}/events/reactions.ts`]: "import '../contacts/index.js'",
  [`${c}/ledger/record.ts`]: "import 'zod'\nimport 'drizzle-orm'\nimport '../contacts/index.js'\nimport '../database/columns.js'\nimport './tables.js'",
  [`${c}/ledger/tables.ts`]: "import '../contacts/tables.js'",
  [`${c}/contacts/phone.ts`]: "import 'libphonenumber-js'",
  [`${c}/provenance/trace.ts`]: "import '../ledger/tables.js'\nimport '../contacts/index.js'",
  [`${c}/importing/bring.ts`]: "import '../ledger/index.js'\nimport '../credits/index.js'",
  [`${c}/adapters/disk.ts`]: "import 'node:fs'\nimport 'stripe'\nimport '../ports/index.js'",
  'packages/server/src/index.ts': "import '@startupkit/core'\nimport 'hono'",
  'packages/server/src/control/open.ts': "import 'drizzle-orm'",
  'packages/server/src/app.test.ts': "import '../../core/src/testing.js'\nimport '@startupkit/sdk'",
  'packages/sdk/src/client.ts': "import 'openapi-fetch'",
  'packages/widgets/src/el.ts': "import 'lit'\nimport '@startupkit/sdk'",
  'examples/admin-dashboard/src/main.ts': "import 'lit'\nimport '@startupkit/sdk'",
}

const build = (files) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'startupkit-walls-')))
  for (const [path, text] of Object.entries({ ...emptyHouse, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), `${text}\n`)
  }
  mkdirSync(join(folder, 'node_modules/@startupkit'))
  for (const name of Object.keys(doors)) symlinkSync(`../../packages/${name}`, join(folder, 'node_modules/@startupkit', name))
  return folder
}

describe('the walls', () => {
  const folders = []
  let seen
  beforeAll(async () => {
    folders.push(build({ ...Object.fromEntries(trespasses.map(([, file, text]) => [file, text])), ...besides }), build(permitted))
    seen = [await findViolations(folders[0]), await findViolations(folders[1])]
  })
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

  it.each(trespasses)('%s stops %s', (rule, file) => {
    expect(seen[0].violations.filter((one) => one.rule === rule && one.from === file)).not.toEqual([])
  })

  it('has a trespass here for every rule', () => {
    expect(trespasses.map(([rule]) => rule).sort()).toEqual(walls.forbidden.map((one) => one.name).sort())
  })

  it('gives every rule a reason that says what to do', () => {
    for (const rule of walls.forbidden) expect(rule.comment.length, rule.name).toBeGreaterThan(60)
  })

  it('lets through what the house does', () => {
    expect(seen[1].violations).toEqual([])
  })
})
