/**
 * What each room may touch. A comment says why the wall stands there and what to do instead: it is printed when somebody runs into it.
 * Paths are relative to the root; packages are matched by where they are found and, should that fail, by their bare name.
 */
const npm = (...names) => names.map((name) => `(^|/)node_modules/${name}/|^${name}(/|$)`).join('|')
const core = '^packages/core/src/'
const plumbing = 'foundation|database|events|jobs|inbound|audit'
const notARoom = `${plumbing}|ports|adapters`
const room = `${core}(?!(?:${notARoom})/)([^/]+)/`
const test = '\\.test\\.ts$|\\.element\\.test\\.ts$'
const typesOnly = ['type-only']
const node = ['core']
const published = '^packages/(core|server|sdk|widgets)/src/'

/** Which other rooms a room may call, beside contacts, team, settings and mail, which everybody may. */
const neighbours = {
  payments: ['ledger', 'subscriptions', 'credits'],
  invoices: ['ledger', 'payments', 'inbox'],
  credits: ['ledger'],
  subscriptions: ['ledger'],
  booking: ['payments'],
  campaigns: ['inbox'],
  notifications: ['links'],
  chatbot: ['inbox', 'booking', 'invoices', 'subscriptions'],
}
const readsEveryone = ['analytics', 'provenance', 'importing']

/** Libraries that a room may use beside zod and drizzle-orm, which all may. */
const libraries = {
  contacts: ['libphonenumber-js'],
  analytics: ['temporal-polyfill'],
  ledger: ['temporal-polyfill'],
  importing: ['libphonenumber-js', 'temporal-polyfill'],
  booking: ['temporal-polyfill'],
}

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

const onlyLibraries = (name, path, pathNot, extra) =>
  forbid(
    name,
    `A room here uses ${['zod', 'drizzle-orm', ...extra].join(', ')} and no other library. The outside world comes in through a port; a new pure library is a decision: list it in tooling/checks/walls.mjs.`,
    { path, pathNot },
    { path: 'node_modules/|^[^./]', pathNot: `^packages/|${npm('zod', 'drizzle-orm', ...extra)}`, dependencyTypesNot: node },
  )

const roomRules = [
  ...Object.entries(neighbours).map(([name, may]) =>
    forbid(
      `room-${name}`,
      `${name} may call contacts, team, settings, mail${may.map((one) => `, ${one}`).join('')}. Anything else it learns from an event: add a line to events/reactions.ts instead of an import.`,
      { path: `${core}${name}/`, pathNot: test },
      { path: room, pathNot: `${core}(?:${[name, 'contacts', 'team', 'settings', 'mail', ...may].join('|')})/|/tables\\.ts$` },
    ),
  ),
  forbid(
    'room-others',
    'A room calls contacts, team, settings and mail, and no other room. What it must know of another it learns from an event: add a line to events/reactions.ts.',
    { path: room, pathNot: `${core}(?:${[...Object.keys(neighbours), ...readsEveryone].join('|')})/|${test}` },
    { path: room, pathNot: `${core}(?:$1|contacts|team|settings|mail)/|/tables\\.ts$` },
  ),
  forbid(
    'rooms-by-their-door',
    'Another room is entered by its index.ts. If what you need is not there, the room has not promised it: add it to the door or ask with an operation. (A tables.ts may name another tables.ts for its references.)',
    { path: room, pathNot: `${core}(?:analytics|provenance)/|/tables\\.ts$|${test}` },
    { path: room, pathNot: `${core}$1/|${core}[^/]+/index\\.ts$` },
  ),
  forbid(
    'tables-reference-tables',
    'A tables.ts imports other tables for `references` only, and columns from database. Behaviour belongs in operations.',
    { path: `${core}(?!(?:${plumbing})/)[^/]+/tables\\.ts$` },
    { path: core, pathNot: `/tables\\.ts$|${core}database/columns\\.ts$|${core}foundation/`, dependencyTypesNot: typesOnly },
  ),
  forbid(
    'figures-read-tables-or-doors',
    'analytics and provenance read tables and doors of rooms, never their internals, so that rooms stay free to change.',
    { path: `${core}(analytics|provenance)/`, pathNot: test },
    { path: room, pathNot: `${core}$1/|/tables\\.ts$|${core}[^/]+/index\\.ts$` },
  ),
  forbid(
    'nobody-imports-figures',
    'analytics and provenance read everybody, so nobody may read them: that would close a circle. Keep a projection of your own rows in your own room.',
    { path: room, pathNot: `${core}(?:analytics|provenance)/|${test}` },
    { path: `${core}(?:analytics|provenance)/` },
  ),
  ...Object.entries(libraries).map(([name, extra]) => onlyLibraries(`library-${name}`, `${core}${name}/`, test, extra)),
  onlyLibraries('library-others', room, `${core}(?:${Object.keys(libraries).join('|')})/|${test}`, []),
]

const forbidden = [
  forbid(
    'foundation-stands-alone',
    'Foundation has no opinion about the business: it imports zod and its own files. Types of the event catalogue, ports and projections may be named, because types carry no code.',
    { path: `${core}foundation/`, pathNot: test },
    { path: core, pathNot: `${core}foundation/`, dependencyTypesNot: typesOnly },
  ),
  forbid(
    'foundation-names-few-types',
    'Foundation may name the types of events/catalogue, ports and database/projection, and no others: what a context offers is decided here, not in a room.',
    { path: `${core}foundation/`, pathNot: test },
    { path: core, pathNot: `${core}(?:foundation/|events/catalogue\\.ts$|ports/|database/projection\\.ts$)`, dependencyTypes: typesOnly },
  ),
  forbid(
    'foundation-libraries',
    'Foundation uses zod, temporal-polyfill (what a day is in a time zone) and the types of drizzle-orm. Everything stands on it, so a library here is a library everywhere.',
    { path: `${core}foundation/`, pathNot: test },
    { path: 'node_modules/|^[^./]', pathNot: `^packages/|${npm('zod', 'temporal-polyfill')}`, dependencyTypesNot: [...node, 'type-only'] },
  ),
  forbid(
    'foundation-node',
    'Of Node, foundation uses node:crypto alone (synchronous, so it may run inside a transaction).',
    { path: `${core}foundation/`, pathNot: test },
    { dependencyTypes: node, pathNot: '^(node:)?crypto$' },
  ),
  forbid(
    'plumbing-knows-no-room',
    'database, events, jobs, inbound and audit carry whatever the rooms give them. Only the tables barrel, reactions.ts and jobs/kinds.ts list rooms: wire it there.',
    { path: `${core}(?:database|events|jobs|inbound|audit)/`, pathNot: `${core}(?:database/tables|events/reactions|jobs/kinds)\\.ts$|${test}` },
    { path: `${core}(?!(?:${plumbing}|ports)/)[^/]+/` },
  ),
  forbid(
    'plumbing-libraries',
    'The plumbing uses zod and drizzle-orm; only database also talks to @libsql/client and undici.',
    { path: `${core}(?:events|jobs|inbound|audit)/`, pathNot: test },
    { path: 'node_modules/|^[^./]', pathNot: `^packages/|${npm('zod', 'drizzle-orm')}`, dependencyTypesNot: node },
  ),
  forbid(
    'database-libraries',
    'database uses drizzle-orm, @libsql/client, undici and zod. Another driver is another adapter: write the reason down first (docs/decisions).',
    { path: `${core}database/`, pathNot: test },
    { path: 'node_modules/|^[^./]', pathNot: `^packages/|${npm('zod', 'drizzle-orm', '@libsql/client', 'undici')}`, dependencyTypesNot: node },
  ),
  forbid(
    'rooms-without-node',
    'A room runs wherever JavaScript runs: files, sockets and clocks of this machine come in through a port or the context (ctx.now, ctx.newId, foundation/crypto).',
    { path: `${core}(?!(?:foundation|database|adapters)/)[^/]+/`, pathNot: test },
    { dependencyTypes: node },
  ),
  forbid(
    'adapters-no-tables',
    'An adapter knows its library and the contract, not our tables: it is handed what it needs by the room that owns the port.',
    { path: `${core}adapters/`, pathNot: test },
    { path: core, pathNot: `${core}(?:adapters/|ports/|foundation/|contract\\.ts$)` },
  ),
  forbid(
    'core-without-http',
    'Core knows no HTTP and no Stripe library outside adapters: it must be usable in process. Routes live in packages/server.',
    { path: core, pathNot: `${core}adapters/|${test}` },
    { path: npm('hono', '@hono/[^/]+', 'stripe', 'express', 'fastify'), reachable: true },
  ),
  forbid(
    'core-stands-below',
    'core is the bottom: server, sdk, widgets and examples stand on it.',
    { path: core },
    { path: '^packages/(?!core/)|^examples/' },
  ),
  ...roomRules,
  forbid(
    'server-by-cores-doors',
    "The server uses core's doors (@startupkit/core, /contract, /plumbing for control/ and expose, /adapters/… and /testing in tests), never a file behind them: what it lacks, the door lacks.",
    { path: '^packages/server/src/' },
    { path: core, pathNot: `${core}(?:index|contract|plumbing|testing|adapters/[\\w-]+)\\.ts$` },
  ),
  forbid(
    'server-drizzle-in-control',
    "Only control/ has a database of its own, and backup/ and doctor/ look at database files as files. Business data is reached through the kit's operations, so that permissions, events and audit happen.",
    { path: '^packages/server/src/', pathNot: `^packages/server/src/(?:control|backup|doctor)/|${test}` },
    { path: npm('drizzle-orm', '@libsql/client') },
  ),
  forbid(
    'server-knows-no-client',
    'The server is what the sdk and the widgets talk to; it must not need them. (Its tests may use them.)',
    { path: '^packages/server/src/', pathNot: test },
    { path: '^packages/(?:sdk|widgets)/|^examples/' },
  ),
  forbid(
    'sdk-libraries',
    'The sdk is 6 KB in a browser: openapi-fetch and generated types, nothing else.',
    { path: '^packages/sdk/src/', pathNot: test },
    { path: 'node_modules/|^[^./]', pathNot: `^packages/|${npm('openapi-fetch')}`, dependencyTypesNot: node },
  ),
  forbid(
    'sdk-without-node',
    'The sdk runs in browsers and workers: fetch, URL, crypto.subtle and streams are everywhere, node:* is not.',
    { path: '^packages/sdk/src/', pathNot: test },
    { dependencyTypes: node },
  ),
  forbid(
    'sdk-knows-the-contract-only',
    'The sdk knows the server by openapi.json (src/generated). Import nothing of core or server: their types would bring their libraries.',
    { path: '^packages/sdk/src/', pathNot: test },
    { path: '^packages/(?!sdk/)|^examples/' },
  ),
  forbid(
    'widgets-on-sdk-and-lit',
    'Widgets use the sdk and Lit, and run in a stranger’s page: no core, no server, no other library.',
    { path: '^packages/widgets/src/', pathNot: test },
    { path: '^packages/(?!widgets/|sdk/)|^examples/|node_modules/', pathNot: npm('lit', '@lit/[^/]+', 'lit-html', 'lit-element') },
  ),
  forbid(
    'no-zod-for-visitors',
    'zod weighs 25 to 91 KB in a visitor’s page. It must not be reachable from sdk, widgets or the pages, by any path: look at the chain of imports, and cut it where core or server comes in.',
    { path: '^(packages/(sdk|widgets)|examples/(admin-dashboard|host-site))/src/', pathNot: test },
    { path: npm('zod'), reachable: true },
  ),
  forbid(
    'pages-on-the-public-door',
    'The dashboard and the host site are what a customer could build: sdk and widgets by their doors. What they lack, the API lacked.',
    { path: '^examples/(admin-dashboard|host-site)/src/', pathNot: test },
    { path: '^packages/', pathNot: '^packages/(sdk|widgets)/src/[^/]+\\.ts$' },
  ),
  forbid(
    'examples-by-the-doors',
    'An example shows what a reader can write: packages by their doors, never a file behind them. (The storage contract tests adapters, which have no door.)',
    { path: '^(examples|bench|tooling)/', pathNot: '^tooling/storage-contract/' },
    { path: '^packages/[^/]+/src/', pathNot: '^packages/[^/]+/src/[^/]+\\.ts$' },
  ),
  forbid(
    'no-tests-in-products',
    'Code that ships must not import tests or testing tools: what both need belongs in a file of its own.',
    { path: published, pathNot: `${test}|/testing/|${core}(?:testing\\.ts$|database/contract/)` },
    { path: `${test}|${core}testing\\.ts$` },
  ),
  forbid(
    'no-circles',
    'Two files that need each other are one thought or three: move what both need into a third. (Types may look back: they carry no code.)',
    { path: published },
    { circular: true, viaOnly: { dependencyTypesNot: typesOnly } },
  ),
  forbid(
    'resolvable',
    'This import leads nowhere: a wrong path, or a package that is not in this package’s package.json.',
    // Tests of elements are lent their tools by tooling/browser.
    { path: '^(packages|examples)/', pathNot: '\\.element\\.test\\.ts$' },
    { couldNotResolve: true },
  ),
]

export default {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|fixtures|data|screenshots)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['startupkit:source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
