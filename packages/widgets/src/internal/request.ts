import { Task } from '@lit/task'
import type { ReactiveControllerHost } from 'lit'

/** One thing the widget asks of the API, and the state a person sees while it is asked. */
export class RequestController<Args extends readonly unknown[], T> {
  readonly #task: Task<Args, T>

  constructor(host: ReactiveControllerHost, ask: (args: Args, options: { signal: AbortSignal }) => Promise<T>, args: () => Args) {
    this.#task = new Task<Args, T>(host, { task: ask, args })
  }

  /** The last answer, also while a newer one is on its way. */
  get value(): T | undefined {
    return this.#task.value
  }

  /** Asks again with the same words. */
  retry(): void {
    void this.#task.run()
  }

  render<R>(views: { loading: () => R; failed: (problem: unknown, retry: () => void) => R; ready: (value: T) => R }) {
    return this.#task.render({
      initial: views.loading,
      pending: views.loading,
      error: (problem) => views.failed(problem, () => this.retry()),
      complete: views.ready,
    })
  }
}
