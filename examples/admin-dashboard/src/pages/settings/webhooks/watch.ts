import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Api } from '../../../api.js'
import { debounce, Live } from '../../../live.js'

type Host = ReactiveControllerHost & { api: Api }

/**
 * Looks again when something happened in the business, and every two seconds while something is under way: no fact tells of a delivery
 * that arrived, since telling it would have to be delivered too.
 */
export class Watch implements ReactiveController {
  private readonly look: () => void
  private readonly underWay: () => boolean
  private readonly soon: ReturnType<typeof debounce>
  private readonly later: ReturnType<typeof debounce>
  private timer: ReturnType<typeof setInterval> | undefined

  constructor(host: Host, look: () => void, underWay: () => boolean) {
    this.look = look
    this.underWay = underWay
    this.soon = debounce(400, look)
    this.later = debounce(2_500, look)
    host.addController(this)
    new Live(host, () => this.again())
  }

  /** Looks soon, and once more when what is sent may have been answered. */
  again(): void {
    this.soon()
    this.later()
  }

  hostConnected(): void {
    this.timer = setInterval(() => document.visibilityState === 'visible' && this.underWay() && this.look(), 2_000)
  }

  hostDisconnected(): void {
    clearInterval(this.timer)
    this.soon.cancel()
    this.later.cancel()
  }
}
