import { ref } from 'lit/directives/ref.js'

/**
 * What a select shows, whatever somebody chose in it before: browsers heed the `selected` of an option only until then, and options have to be
 * there first.
 */
export const shownValue = (value: string) =>
  ref((element) => {
    if (element) queueMicrotask(() => ((element as HTMLSelectElement).value = value))
  })
