import { live, type EventName, type LiveEvent } from '@startupkit/sdk'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Connection } from '../provider/connection.js'

/** `off` until there is a connection, `waiting` while it is being made again, `lost` where waiting would not mend it. */
export type LiveState = 'off' | 'open' | 'waiting' | 'lost'

/**
 * Facts as they happen, for as long as the element stands in a page. The sdk makes a broken connection again and leaves no event out; a
 * refusal that waiting would not mend ends in `lost`, and the element asks anew as if there were no stream.
 */
export class LiveController<N extends EventName> implements ReactiveController {
  state: LiveState = 'off'
  #ends: AbortController | undefined
  readonly #host: ReactiveControllerHost
  readonly #connection: () => Connection | null
  readonly #names: readonly N[]
  readonly #heard: (event: LiveEvent<N>) => void
  #from: Connection | null = null

  constructor(host: ReactiveControllerHost, connection: () => Connection | null, names: readonly N[], heard: (event: LiveEvent<N>) => void) {
    this.#host = host
    this.#connection = connection
    this.#names = names
    this.#heard = heard
    host.addController(this)
  }

  hostUpdated(): void {
    const connection = this.#connection()
    if (connection === this.#from) return
    this.hostDisconnected()
    this.#from = connection
    if (connection) void this.#listen(connection)
  }

  hostDisconnected(): void {
    this.#ends?.abort()
    this.#ends = undefined
    this.#from = null
    this.state = 'off'
  }

  async #listen(connection: Connection): Promise<void> {
    const ends = (this.#ends = new AbortController())
    const turn = (state: LiveState) => {
      if (ends.signal.aborted || this.state === state) return
      this.state = state
      this.#host.requestUpdate()
    }
    try {
      for await (const event of live(connection.request, { names: this.#names, signal: ends.signal, onState: turn })) {
        if (ends.signal.aborted) return
        this.#heard(event)
      }
    } catch {
      turn('lost')
    }
  }
}
