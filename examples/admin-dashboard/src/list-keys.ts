import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { isCommand, isTyping } from './shell/typing.js'

type Does = { count: () => number; open: (at: number) => void; select?: (at: number) => void; press?: (key: string, at: number) => boolean; escape?: () => boolean }

/** Whether a key was meant for a field, a dialog or the browser. */
export const isForOthers = (event: KeyboardEvent): boolean => isTyping(event) || isCommand(event)

/** j and k walk a list, Enter opens, x selects: the row they are on is `at`, −1 before the first step. */
export class ListKeys implements ReactiveController {
  at = -1
  private readonly host: ReactiveControllerHost & HTMLElement
  private readonly does: Does

  constructor(host: ReactiveControllerHost & HTMLElement, does: Does) {
    this.host = host
    this.does = does
    host.addController(this)
  }

  hostConnected(): void {
    window.addEventListener('keydown', this.pressed)
  }

  hostDisconnected(): void {
    window.removeEventListener('keydown', this.pressed)
  }

  reset(): void {
    this.at = -1
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (isForOthers(event)) return
    const { key } = event
    if (key === 'j' || key === 'k') {
      this.at = Math.max(0, Math.min(this.does.count() - 1, this.at + (key === 'j' ? 1 : -1)))
      this.host.requestUpdate()
      void this.host.updateComplete.then(() => this.host.shadowRoot?.querySelector('.at')?.scrollIntoView({ block: 'nearest' }))
    } else if (key === 'Escape') {
      this.does.escape?.()
    } else if (this.at < 0) {
      return
    } else if (key === 'Enter' && !event.composedPath().some((one) => one instanceof HTMLElement && one.matches('a, button, input'))) {
      this.does.open(this.at)
    } else if (key === 'x') {
      this.does.select?.(this.at)
    } else {
      this.does.press?.(key, this.at)
    }
  }
}
