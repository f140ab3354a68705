import { svg } from 'lit'

const paths = {
  alert: 'M8 2.5 14.25 13.25H1.75ZM8 6.5v3m0 1.75v.1',
  close: 'm4 4 8 8m0-8-8 8',
  empty: 'M2.5 9h3l1 2h3l1-2h3M2.5 9v4.25h11V9M2.5 9l2-5.75h7l2 5.75',
  offline: 'm2 2 12 12M5 8.8a4.5 4.5 0 0 1 2-1M2.5 6.3A8 8 0 0 1 5 4.7m3-.7a8 8 0 0 1 5.5 2.3M8 12.5v.1',
  plug: 'M5.5 2v3m5-3v3M3.75 5h8.5v2.5a4.25 4.25 0 0 1-8.5 0ZM8 11.75V14',
} as const

export type IconName = keyof typeof paths

/** Drawn on 16 × 16 with a line of 1.5; never the only bearer of a meaning. */
export const icon = (name: IconName) =>
  svg`<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${paths[name]}></path></svg>`
