import { afterAll, describe, expect, it } from 'vitest'
import { closeAll, listen } from './fixtures/app.js'
import { readLines } from './download.js'
import { ConnectionError, createClient } from './index.js'

afterAll(closeAll)

const inPieces = (bytes: Uint8Array, size: number): ReadableStream<Uint8Array> => {
  let at = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) controller.close()
      else controller.enqueue(bytes.slice(at, (at += size)))
    },
  })
}

const gather = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

describe('lines of a stream', () => {
  it.each([1, 2, 3, 5, 100])('are the same in pieces of %i bytes', async (size) => {
    const bytes = new TextEncoder().encode('a\r\nüñ\u{1F600}\n\nlast')
    expect(await gather(readLines(inPieces(bytes, size)))).toEqual(['a', 'üñ\u{1F600}', '', 'last'])
  })

  it('end where the text ends', async () => {
    expect(await gather(readLines(inPieces(new TextEncoder().encode('a\nb\n'), 2)))).toEqual(['a', 'b'])
    expect(await gather(readLines(inPieces(new Uint8Array(), 2)))).toEqual([])
  })

  it('let go of the stream when a loop leaves early', async () => {
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new TextEncoder().encode('a\n')), cancel: () => void (cancelled = true) })
    for await (const line of readLines(endless)) if (line) break
    expect(cancelled).toBe(true)
  })
})

describe('an export that breaks off', () => {
  it('ends with an error, however it is read', async () => {
    const { baseUrl } = await listen((request, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' }).write('{"number":"1"}\n{"numb')
      setTimeout(() => request.socket.destroy(), 20)
    })
    const { ledger } = createClient({ key: 'sk_test', baseUrl })
    const seen: string[] = []
    const loop = async () => {
      for await (const row of await ledger.export({ format: 'jsonl' })) seen.push(row.number)
    }
    await expect(loop()).rejects.toBeInstanceOf(ConnectionError)
    expect(seen).toEqual(['1'])
    await expect((await ledger.export()).text()).rejects.toBeInstanceOf(ConnectionError)
    await expect((await ledger.export()).blob()).rejects.toBeInstanceOf(ConnectionError)
  })
})
