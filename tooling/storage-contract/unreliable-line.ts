import { createServer, request as ask, type IncomingMessage } from 'node:http'

export type Line = {
  port: number
  /** How many requests went over it. */
  requests(): number
  /** What happens to COMMITs, after the next few are spared: carried out and their answer dropped, or never carried out at all. */
  breakCommits(how: 'answer' | 'request', times: number, spared?: number): void
  /** Whether nobody answers. */
  away(is: boolean): void
  /** Nobody answers after the next COMMIT that breaks. */
  awayAfterBreaking(): void
  close(): Promise<void>
}

/** A line to the server that breaks when told to. */
export async function unreliableLine(to: number): Promise<Line> {
  let requests = 0
  let nobody = false
  let thenNobody = false
  let left = 0
  let spare = 0
  let how: 'answer' | 'request' = 'answer'
  const server = createServer((incoming, answer) => {
    requests++
    if (nobody) return void incoming.socket.destroy()
    void bodyOf(incoming).then((body) => {
      const commits = left > 0 && body.includes('COMMIT')
      const breaks = commits && spare-- <= 0
      if (breaks) left--
      if (breaks && thenNobody) nobody = true
      if (breaks && how === 'request') return void incoming.socket.destroy()
      const onward = ask({ host: '127.0.0.1', port: to, method: incoming.method, path: incoming.url, headers: incoming.headers }, (got) => {
        if (breaks) return void got.resume().once('end', () => incoming.socket.destroy())
        answer.writeHead(got.statusCode!, got.headers)
        got.pipe(answer)
      })
      onward.once('error', () => incoming.socket.destroy())
      onward.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    requests: () => requests,
    breakCommits: (which, times, spared = 0) => void ((how = which), (left = times), (spare = spared)),
    away: (is) => void ((nobody = is), (thenNobody = false)),
    awayAfterBreaking: () => void (thenNobody = true),
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
