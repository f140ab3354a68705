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
    const stop = api.live((event) => readers.forEach((reader) => reader(event)), (up) => window.dispatchEvent(new CustomEvent('app-line', { detail: up })))
    lines.set(api, (line = { readers, stop }))
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

/** Calls at most once per pause: a burst of facts is one look at the figures. */
export function debounce(pauseMs: number, work: () => void): (() => void) & { cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  const call = () => {
    clearTimeout(timer)
    timer = setTimeout(work, pauseMs)
  }
  return Object.assign(call, { cancel: () => clearTimeout(timer) })
}
