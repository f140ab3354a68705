import { TimeoutError } from './errors.js'

/**
 * Does work under a signal that ends with the caller's or after `ms` (0: never). The wait is over then, whether or not the work listens.
 * `keep` goes on passing the caller's signal on afterwards, for an answer that is still being read.
 */
export function within<T>(ms: number, signal: AbortSignal | null | undefined, work: (signal: AbortSignal) => Promise<T>, keep = false): Promise<T> {
  const inner = new AbortController()
  return new Promise<T>((resolve, reject) => {
    const end = (reason: unknown) => {
      inner.abort(reason)
      reject(reason)
    }
    if (signal?.aborted) return end(signal.reason)
    const onAbort = () => end(signal!.reason)
    const timer = ms > 0 ? setTimeout(() => end(new TimeoutError(ms)), ms) : undefined
    signal?.addEventListener('abort', onAbort)
    void work(inner.signal).then(resolve, reject).finally(() => {
      clearTimeout(timer)
      if (!keep) signal?.removeEventListener('abort', onAbort)
    })
  })
}

/** Waits, and rejects with the signal's reason as soon as it is aborted. */
export const sleep = (ms: number, signal?: AbortSignal | null): Promise<void> =>
  within(0, signal, (ended) => new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    const timer = setTimeout(done, ms)
    ended.addEventListener('abort', done)
  }))
