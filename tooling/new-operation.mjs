// npm run new-operation -- ROOM.VERB read|write|action "What it does": the files of a new operation, and what to add where.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './ready/workspace.mjs'

const kebab = (name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const singular = (room) => room.replace(/s$/, '')

/** @returns {Record<string, string>} path → text */
export function filesOf(name, access, summary) {
  const [room, verb] = name.split('.')
  const constant = /[A-Z]/.test(verb) ? verb : `${verb}${singular(room)[0].toUpperCase()}${singular(room).slice(1)}`
  const file = kebab(constant)
  const reads = access === 'read'
  const body = {
    read: `const rows = await ctx.db.select().from(${room})\n    return { count: rows.length }`,
    write: "await ctx.emit('room.fact', { id: input.id })\n    return { id: input.id }",
    action: 'return ctx.atomically(async () => ({ id: input.id }))',
  }[access]
  return {
    [`packages/core/src/${room}/${file}.ts`]: `import * as z from 'zod'
import { defineOperation, ${reads ? '' : 'Id, '}staff } from '../foundation/index.js'
${reads ? `import { ${room} } from './tables.js'\n` : ''}
export const ${constant} = defineOperation({
  name: '${name}',
  summary: '${summary}',
  access: '${access}',
  allow: staff,
  input: z.strictObject({${reads ? '' : ' id: Id '}}),
  output: z.object({ ${reads ? 'count: z.int()' : 'id: Id'} }),

  async run(ctx${reads ? '' : ', input'}) {
    ${body}
  },
})
`,
    [`packages/core/src/${room}/${file}.test.ts`]: `import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

describe('${name}', () => {
  it('answers', async () => {
    const { acme } = await createTestKit()
    await expect(acme.${room}.${verb}({ /* what a caller would send */ } as never)).resolves.toEqual('what it should say')
  })

  it('refuses a visitor', async () => {
    const { visitor } = await createTestKit()
    await expect(visitor.${room}.${verb}({} as never)).rejects.toMatchObject({ kind: 'forbidden' })
  })
})
`,
  }
}

const [name, access, summary] = process.argv.slice(2)
if (!/^[a-z]+\.[a-z][A-Za-z]*$/.test(name ?? '') || !['read', 'write', 'action'].includes(access) || !summary) {
  console.error('npm run new-operation -- ROOM.VERB read|write|action "What it does"')
  process.exit(2)
}
const [room, verb] = name.split('.')
const files = filesOf(name, access, summary)
for (const path of Object.keys(files)) {
  if (existsSync(join(root, path))) {
    console.error(`${path} is there already`)
    process.exit(1)
  }
}
for (const [path, text] of Object.entries(files)) {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(`wrote ${path}`)
}
const constant = /export const (\w+) =/.exec(Object.values(files)[0])[1]
const door = `packages/core/src/${room}/index.ts`
console.log(`
next:
  ${door}${existsSync(join(root, door)) ? '' : ' (new room: also rooms.ts, and its walls in tooling/checks/walls.mjs)'}
      import { ${constant} } from './${kebab(constant)}.js'   and   ${verb}: ${constant} in the room
  packages/server/src/routes/${room}.ts
      expose(app, ${room}.${verb}, { method: '${access === 'read' ? 'get' : 'post'}', path: '/v1/${room}${access === 'read' ? '' : `/{id}/${kebab(verb)}`}' })
  npm run contract      writes openapi.json and the sdk's types
  the test fails until you say what it should answer`)
