import { createGate, openDatabase } from '../../packages/core/src/database/index.js'
import { notes } from './place.js'

// Writes notes as fast as it can and says each number on stdout only after it was acknowledged.
const [url, from] = [process.env['DATABASE']!, Number(process.env['FROM'])]
const gate = createGate(await openDatabase({ url }))
let n = from
const one = async () => {
  for (;;) {
    const mine = n++
    await gate.write('note', async ({ group, tx }) => {
      group.append(notes, { id: `n${String(mine).padStart(9, '0')}`, n: mine % 1000 })
      if (mine % 10 === 0) await tx.insert(notes).values({ id: `m${mine}`, parent: 'm' })
      await group.series('notes')
    })
    process.stdout.write(`${mine}\n`)
  }
}
await Promise.all(Array.from({ length: 32 }, one))
