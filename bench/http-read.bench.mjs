// One authenticated point read over HTTP (key, permission, validation, problem handling, security headers) against bare Hono with the same read and nothing else.
// Each server is a process of its own; the load comes from this one, in turns.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { folder, median, note, rate, verdict } from './measure.mjs'

const start = async (role) => {
  const child = fork(fileURLToPath(new URL('./http-read.server.mjs', import.meta.url)), [role, join(folder, role)])
  const [ready] = await once(child, 'message')
  return { child, ...ready }
}
const agent = new Agent({ keepAlive: true, maxSockets: 32 })
const ask = ({ port, path, headers }) =>
  new Promise((done, failed) => {
    get({ port, host: '127.0.0.1', path, headers, agent }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (part) => (body += part)).on('end', () => (answer.statusCode === 200 ? done(body) : failed(new Error(`${answer.statusCode} ${body}`))))
    }).on('error', failed)
  })

const [bare, ours] = [await start('bare'), await start('ours')]
const [one, other] = [JSON.parse(await ask(bare)), JSON.parse(await ask(ours))]
if (one.amount !== other.amount || one.hash === undefined) throw new Error('The two reads are not the same.')
const ratios = []
for (let round = 0; round < 7; round++) {
  const plain = await rate(3_000, 32, () => ask(bare))
  const full = await rate(3_000, 32, () => ask(ours))
  ratios.push(full / plain)
  note(`ours ${Math.round(full)}/s, bare Hono ${Math.round(plain)}/s`)
}
verdict('authenticated point read against bare Hono', median(ratios), { atLeast: 0.6 })
agent.destroy()
for (const { child } of [bare, ours]) child.kill()
