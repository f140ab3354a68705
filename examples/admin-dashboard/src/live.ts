import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Api } from './api.js'
import type { LiveEvent } from './wire.js'

type Host = ReactiveControllerHost & { api: Api }

/** Hears facts while the element is on the page. */
export class Live implements ReactiveController {
  private readonly host: Host
  private readonly heard: (event: LiveEvent) => void
  private stop: (() => void) | undefined
  private api: Api | undefined

  constructor(host: Host, heard: (event: LiveEvent) => void) {
    this.host = host
    this.heard = heard
    host.addController(this)
  }

  hostUpdated(): void {
    if (this.api === this.host.api) return
    this.stop?.()
    this.api = this.host.api
    this.stop = listen(this.api, this.heard)
  }

  hostDisconnected(): void {
    this.stop?.()
    this.stop = undefined
    this.api = undefined
  }
}

type Line = { readers: Set<(event: LiveEvent) => void>; stop: () => void }
const lines = new Map<Api, Line>()

/** Hears facts over one line to the server, however many listen. Answers how to stop. */
export function listen(api: Api, heard: (event: LiveEvent) => void): () => void {
  let line = lines.get(api)
  if (!line) {
    const readers = new Set<(event: LiveEvent) => void>()
    const ending = new AbortController()
    lines.set(api, (line = { readers, stop: () => ending.abort() }))
    void follow(api, readers, ending.signal)
  }
  const held = line
  held.readers.add(heard)
  return () => {
    held.readers.delete(heard)
    if (held.readers.size > 0) return
    held.stop()
    lines.delete(api)
  }
}

/** The client finds its way back by itself after a broken connection; what it gives up on, such as a revoked key, the next request tells. */
async function follow(api: Api, readers: ReadonlySet<(event: LiveEvent) => void>, signal: AbortSignal): Promise<void> {
  try {
    for await (const event of api.live({ signal })) for (const reader of readers) reader(event)
  } catch {
    lines.delete(api)
  }
}

/** Whether a fact names this id. */
export const speaksOf = (event: LiveEvent, id: string | undefined): boolean => id !== undefined && Object.values(event.data).flat().includes(id)

/** Calls at most once per pause: a burst of facts is one look at the figures. */
export function debounce(pauseMs: number, work: () => void): (() => void) & { cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const call = () => {
    clearTimeout(timer)
    timer = setTimeout(work, pauseMs)
  }
  return Object.assign(call, { cancel: () => clearTimeout(timer) })
}
