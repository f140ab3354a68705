import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { problemOf, type Problem } from './problem.js'
import type { Page } from './wire.js'

/** A list that grows by keyset pages: what is shown stays while more is fetched, and a page that fails can be asked for again. */
export class Paged<Row> implements ReactiveController {
  rows: Row[] | undefined
  next: string | null = null
  busy = false
  problem: Problem | undefined
  private readonly host: ReactiveControllerHost
  private readonly fetch: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>
  private readonly key: () => unknown
  private seen: string | undefined
  private turn: AbortController | undefined

  constructor(host: ReactiveControllerHost, key: () => unknown, fetch: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<Row>>) {
    this.host = host
    this.fetch = fetch
    this.key = key
    host.addController(this)
  }

  hostUpdate(): void {
    const now = JSON.stringify(this.key())
    if (now === this.seen) return
    this.seen = now
    this.rows = undefined
    void this.again()
  }

  hostDisconnected(): void {
    this.turn?.abort()
    this.seen = undefined
  }

  again(): Promise<void> {
    return this.ask(undefined)
  }

  async more(): Promise<void> {
    if (this.next !== null && !this.busy) await this.ask(this.next)
  }

  change(rows: Row[]): void {
    this.rows = rows
    this.host.requestUpdate()
  }

  private async ask(cursor: string | undefined): Promise<void> {
    this.turn?.abort()
    const turn = (this.turn = new AbortController())
    this.busy = true
    this.problem = undefined
    this.host.requestUpdate()
    try {
      const page = await this.fetch(cursor, turn.signal)
      if (turn.signal.aborted) return
      this.rows = cursor === undefined ? page.data : [...(this.rows ?? []), ...page.data]
      this.next = page.nextCursor
    } catch (thrown) {
      if (turn.signal.aborted) return
      this.problem = problemOf(thrown)
      if (this.problem.kind === 'unauthenticated') window.dispatchEvent(new CustomEvent('app-signed-out'))
    }
    this.busy = false
    this.host.requestUpdate()
  }
}
