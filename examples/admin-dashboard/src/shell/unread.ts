import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { debounce, listen } from '../live.js'
import type { Session } from '../session.js'

/** How much somebody has not read, in all their tabs at once. A key is nobody, and is told nothing. */
export class Unread implements ReactiveController {
  count = 0
  private readonly host: ReactiveControllerHost
  private readonly sessionOf: () => Session | undefined
  private session: Session | undefined
  private stop: (() => void) | undefined

  constructor(host: ReactiveControllerHost, sessionOf: () => Session | undefined) {
    this.host = host
    this.sessionOf = sessionOf
    host.addController(this)
  }

  hostUpdate(): void {
    const session = this.sessionOf()
    if (session === this.session) return
    this.stop?.()
    this.session = session
    this.count = 0
    if (!session?.me) return
    this.stop = listen(session.api, ({ name }) => name.startsWith('notification.') && this.soon())
    void this.look()
  }

  hostDisconnected(): void {
    this.stop?.()
    this.soon.cancel()
  }

  private readonly soon = debounce(300, () => void this.look())

  private async look(): Promise<void> {
    const { session } = this
    if (!session?.me) return
    try {
      const { unread } = await session.api.notifications.unread()
      if (session !== this.session || unread === this.count) return
      this.count = unread
      this.host.requestUpdate()
    } catch {
      // A number beside a bell: the page itself says what is wrong.
    }
  }
}
