import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Api } from '../api.js'
import { debounce, listen } from '../live.js'

/** How many pairs wait for somebody to look, kept up to date by what happens. */
export class OpenReviews implements ReactiveController {
  count = 0
  private readonly host: ReactiveControllerHost
  private readonly apiOf: () => Api | undefined
  private api: Api | undefined
  private stop: (() => void) | undefined

  constructor(host: ReactiveControllerHost, apiOf: () => Api | undefined) {
    this.host = host
    this.apiOf = apiOf
    host.addController(this)
  }

  hostUpdate(): void {
    const api = this.apiOf()
    if (api === this.api) return
    this.stop?.()
    this.api = api
    this.count = 0
    if (!api) return
    this.stop = listen(api, ({ name }) => name.startsWith('contact') && this.soon())
    void this.look()
  }

  hostDisconnected(): void {
    this.stop?.()
    this.soon.cancel()
  }

  private readonly soon = debounce(1_000, () => void this.look())

  private async look(): Promise<void> {
    const { api } = this
    if (!api) return
    try {
      const { openReviews } = await api.contacts.statistics({})
      if (api !== this.api || openReviews === this.count) return
      this.count = openReviews
      this.host.requestUpdate()
    } catch {
      // A number beside a word: the page itself says what is wrong.
    }
  }
}
