import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { problemOf, type Problem } from './problem.js'

/**
 * Fetches what an element shows, again whenever `key` changes. What was there stays on the page while it is fetched again, unless the key
 * changed: then it belongs to something else.
 */
export class Load<T> implements ReactiveController {
  value: T | undefined
  problem: Problem | undefined
  busy = false
  private readonly host: ReactiveControllerHost
  private readonly run: (signal: AbortSignal) => Promise<T>
  private readonly key: () => unknown
  private readonly arrived: ((value: T) => void) | undefined
  private seen: string | undefined
  private turn: AbortController | undefined

  /** A key of `undefined` means: nothing to fetch yet. */
  constructor(host: ReactiveControllerHost, key: () => unknown, run: (signal: AbortSignal) => Promise<T>, arrived?: (value: T) => void) {
    this.host = host
    this.run = run
    this.key = key
    this.arrived = arrived
    host.addController(this)
  }

  hostUpdate(): void {
    const key = this.key()
    if (key === undefined) return
    const now = JSON.stringify(key)
    if (now === this.seen) return
    this.seen = now
    this.value = undefined
    void this.again()
  }

  hostDisconnected(): void {
    this.turn?.abort()
    this.seen = undefined
  }

  /** Takes a value that came another way, such as the answer to a change. */
  set(value: T): void {
    this.turn?.abort()
    this.busy = false
    this.problem = undefined
    this.value = value
    this.host.requestUpdate()
  }

  async again(): Promise<void> {
    this.turn?.abort()
    const turn = (this.turn = new AbortController())
    this.busy = true
    this.problem = undefined
    this.host.requestUpdate()
    try {
      const value = await this.run(turn.signal)
      if (turn.signal.aborted) return
      this.value = value
      this.arrived?.(value)
    } catch (thrown) {
      if (turn.signal.aborted) return
      this.problem = problemOf(thrown)
      if (this.problem.kind === 'unauthenticated') window.dispatchEvent(new CustomEvent('app-signed-out'))
    }
    this.busy = false
    this.host.requestUpdate()
  }
}
