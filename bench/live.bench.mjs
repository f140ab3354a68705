// A fact on its way to 1,000 open streams, from before it is booked to its arrival, and what a stream costs in memory: the live stream against
// a bare node server that books the same entry and writes the same line to every response. Each is a process of its own; this one reads.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { folder, median, note, verdict } from './measure.mjs'

const streams = 1_000
const facts = 40
const now = () => performance.timeOrigin + performance.now()
const share = (values, part) => [...values].sort((a, b) => a - b)[Math.floor(values.length * part)]

async function start(role) {
  const child = fork(fileURLToPath(new URL('./live.server.mjs', import.meta.url)), [role, join(folder, role)], { execArgv: ['--expose-gc'] })
  const [ready] = await once(child, 'message')
  const ask = async (what) => {
    child.send(what)
    return (await once(child, 'message'))[0]
  }
  return { role, child, ask, ...ready, sockets: [], opened: 0, arrivals: [] }
}

async function fill(server) {
  const headers = Object.entries({ host: 'x', ...server.headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const before = (await server.ask('memory')).rss
  while (server.sockets.length < streams) {
    for (let n = 0; n < 100; n++) {
      const socket = connect(server.port, '127.0.0.1').setEncoding('latin1')
      socket.write(`GET /v1/live HTTP/1.1\r\n${headers}\r\n`)
      socket.on('data', (text) => {
        if (text.includes('event: live.opened')) server.opened++
        if (text.includes('event: ledger.entry_recorded')) server.arrivals.push(now())
      })
      server.sockets.push(socket)
    }
    while (server.opened < server.sockets.length) await sleep(5)
  }
  await sleep(300)
  return ((await server.ask('memory')).rss - before) / streams
}

async function round(server) {
  const took = []
  for (let n = 0; n < facts; n++) {
    server.arrivals = []
    const { at } = await server.ask('fact')
    while (server.arrivals.length < streams) await sleep(1)
    took.push(...server.arrivals.map((one) => one - at))
  }
  return { p50: share(took, 0.5), p99: share(took, 0.99) }
}

const [bare, ours] = [await start('bare'), await start('ours')]
const bytes = { bare: await fill(bare), ours: await fill(ours) }
const ratios = []
const all = { bare: [], ours: [] }
for (let n = 0; n < 5; n++) {
  for (const server of [bare, ours]) all[server.role].push(await round(server))
  ratios.push(all.ours.at(-1).p99 / all.bare.at(-1).p99)
}
for (const role of ['bare', 'ours']) {
  note(`${role}: a fact reaches ${streams.toLocaleString('en')} streams after ${median(all[role].map((one) => one.p50)).toFixed(1)} ms (p50), ${median(all[role].map((one) => one.p99)).toFixed(1)} ms (p99); ${(bytes[role] / 1024).toFixed(1)} KB a stream`)
}
verdict('p99 of a fact to 1,000 streams against bare node', median(ratios), { atMost: 4 })
verdict('memory of an open stream', bytes.ours / 1024, { atMost: 64 }, 'KB')
for (const server of [bare, ours]) {
  server.sockets.forEach((socket) => socket.destroy())
  server.child.kill()
}
