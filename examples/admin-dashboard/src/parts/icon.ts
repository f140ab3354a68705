import { html, svg, nothing, type TemplateResult } from 'lit'

// Drawn on 16 × 16 with a line of 1.5.
const paths = {
  search: 'M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10Zm3.6-1.4L14 14',
  down: 'm4 6 4 4 4-4',
  forward: 'm6 4 4 4-4 4',
  back: 'm10 4-4 4 4 4',
  switch: 'm5 6 3-3 3 3M5 10l3 3 3-3',
  calendar: 'M2.75 3.75h10.5v9.5H2.75zM2.75 6.75h10.5M5.5 2v3m5-3v3',
  download: 'M8 2v7.5m-3-3 3 3 3-3M2.75 13.25h10.5',
  upload: 'M8 9.5V2m-3 3 3-3 3 3M2.75 13.25h10.5',
  up: 'M8 13V3M4 7l4-4 4 4',
  fall: 'M8 3v10m4-4-4 4-4-4',
  level: 'M3 8h10',
  check: 'm3 8.5 3.25 3.25L13 5',
  close: 'm4 4 8 8m0-8-8 8',
  alert: 'M8 2.5 14.25 13.25H1.75ZM8 6.5v3m0 1.75v.1',
  lock: 'M3.75 7.25h8.5v6h-8.5zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  again: 'M13 7a5 5 0 0 0-9-2L2.5 6.5M2.5 3v3.5H6M3 9a5 5 0 0 0 9 2l1.5-1.5M13.5 13V9.5H10',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Zm0-6.5V11M8 5v.1',
  offline: 'm2 2 12 12M5 8.8a4.5 4.5 0 0 1 2-1M2.5 6.3A8 8 0 0 1 5 4.7m3-.7a8 8 0 0 1 5.5 2.3M10.5 8.3l.7.5M8 12.5v.1',
  bars: 'M3.5 13V9m4.5 4V3m4.5 10V6.5M1.75 13.25h12.5',
  list: 'M2.5 4h11M2.5 8h11m-11 4h7',
  people: 'M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.75 13.25c0-2.35 1.9-4 4.25-4s4.25 1.65 4.25 4m.25-10.5a2.5 2.5 0 0 1 0 4.5m1.25 2.3c1.45.65 2.5 1.95 2.5 3.7',
  person: 'M8 7.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.75 13.75c0-2.5 2.35-4.25 5.25-4.25s5.25 1.75 5.25 4.25',
  merge: 'M4 2.5v2C4 7 8 7 8 9.5v4m4-11v2C12 7 8 7 8 9.5m-2.5 2L8 14l2.5-2.5',
  more: 'M3 8h.1M8 8h.1M13 8h.1',
  menu: 'M2.5 4h11m-11 4h11m-11 4h11',
  coins: 'M2.5 5c0-1.1 1.55-2 3.5-2s3.5.9 3.5 2-1.55 2-3.5 2-3.5-.9-3.5-2Zm0 0v3.5c0 1 1.3 1.85 3 2M6.5 10c0-1.1 1.55-2 3.5-2s3.5.9 3.5 2-1.55 2-3.5 2-3.5-.9-3.5-2Zm0 0v1.5c0 1.1 1.55 2 3.5 2s3.5-.9 3.5-2V10',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3M6 8h4m-4 3h4',
  cycle: 'M13 7a5 5 0 0 0-9-2L2.5 6.5M2.5 3v3.5H6M3 9a5 5 0 0 0 9 2l1.5-1.5M13.5 13V9.5H10',
  spark: 'M8 1.75v3m0 6.5v3M1.75 8h3m6.5 0h3M3.6 3.6l2.1 2.1m4.6 4.6 2.1 2.1m0-8.8-2.1 2.1M5.7 10.3l-2.1 2.1',
  card: 'M2 3.75h12v8.5H2zM2 6.75h12M4.5 10H7',
  archive: 'M2.25 3h11.5v3H2.25zM3.25 6v7.25h9.5V6M6.5 8.75h3',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H10a3.5 3.5 0 0 1 0 7H6',
  link: 'M7 9a2.5 2.5 0 0 0 3.6.2l2-2A2.55 2.55 0 0 0 9 3.6l-.9.9M9 7a2.5 2.5 0 0 0-3.6-.2l-2 2A2.55 2.55 0 0 0 7 12.4l.9-.9',
  shield: 'M8 1.75 13 3.5V8c0 3-2.2 5.2-5 6.25C5.2 13.2 3 11 3 8V3.5ZM5.75 7.75l1.5 1.5 3-3',
  mail: 'M2 3.5h12v9H2zM2.25 4.25 8 8.75l5.75-4.5',
  phone: 'M3.25 2.5h2.5l1 3-1.5 1.25a8 8 0 0 0 4 4l1.25-1.5 3 1v2.5c0 .5-.5 1-1 1A10.25 10.25 0 0 1 2.25 3.5c0-.5.5-1 1-1Z',
  key: 'M10.25 9a3.25 3.25 0 1 0-3.1-2.25L2.5 11.4v2.1h2.25V12H6.25v-1.5H7.7l.6-1.65c.6.1 1.25.15 1.95.15Zm.75-3.75v.1',
  tag: 'M2.5 2.5h5l6 6-5 5-6-6zM5.25 5.25v.1',
  pencil: 'm3 10.5 7.5-7.5 2.5 2.5-7.5 7.5H3zM9 4.5 11.5 7',
  plus: 'M8 3v10M3 8h10',
  sun: 'M8 10.75a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM8 1.5v1.25m0 10.5v1.25M1.5 8h1.25m10.5 0h1.25M3.4 3.4l.9.9m7.4 7.4.9.9m0-9.2-.9.9m-7.4 7.4-.9.9',
  out: 'M6.5 2.75h-3.75v10.5H6.5M10.5 5l3 3-3 3M6 8h7.5',
  keyboard: 'M1.75 4h12.5v8H1.75zM4.5 6.75h.1m2.4 0h.1m2.4 0h.1m2.3 0h.1M5 9.5h6',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.75V8l2.25 1.5',
  gear: 'M8 10.25a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5ZM8 1.75v1.75m0 9v1.75M1.75 8H3.5m9 0h1.75M3.6 3.6l1.2 1.2m6.4 6.4 1.2 1.2m0-8.8-1.2 1.2m-6.4 6.4-1.2 1.2',
  bell: 'M4 11.25V7a4 4 0 0 1 8 0v4.25l1.25 1.25H2.75ZM6.75 12.5a1.3 1.3 0 0 0 2.5 0',
  building: 'M3 13.75V2.25h6.5v11.5M9.5 6.25H13v7.5M5.25 5h.1m1.9 0h.1m-2.1 2.75h.1m1.9 0h.1m-2.1 2.75h.1m1.9 0h.1M1.75 13.75h12.5',
  globe: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2.25 8h11.5M8 2c1.75 1.6 2.5 3.6 2.5 6S9.75 12.4 8 14c-1.75-1.6-2.5-3.6-2.5-6S6.25 3.6 8 2Z',
  pulse: 'M1.75 8h3l1.75-4.5 3 9L11.25 8h3',
  send: 'M14 2 7 9m7-7-4.5 12L7 9 2 6.5Z',
  palette: 'M8 14A6 6 0 1 1 14 8c0 1.5-1.1 2-2.25 2h-1.5c-1 0-1.5.9-1 1.75.5 1-.2 2.25-1.25 2.25ZM5 8h.1m1.4-2.75h.1m2.9 0h.1',
  note: 'M2.75 2.75h10.5v6.5l-4 4H2.75Zm6.5 10.25V9.25H13',
  copy: 'M6 6h7.25v7.25H6zM3.75 10H2.75V2.75H10v1',
  trash: 'M2.75 4.25h10.5M6 4.25V2.5h4v1.75m-5.75 0 .5 9h6.5l.5-9',
  book: 'M3 2.75h4.25L8 3.5l.75-.75H13v9.5H8.75L8 13l-.75-.75H3ZM8 3.5V13',
  enter: 'M13 3.5V8H3.5m3-3-3 3 3 3',
} as const

export type IconName = keyof typeof paths

// These point along the line of reading, so they turn round with it.
const turning: ReadonlySet<IconName> = new Set(['forward', 'back', 'undo', 'out', 'enter', 'list'])

/** A picture that only repeats what a word beside it says; give it a label where it stands alone. */
export const icon = (name: IconName, label?: string): TemplateResult => html`<svg
  class="icon ${turning.has(name) ? 'turning' : ''}"
  viewBox="0 0 16 16"
  role=${label ? 'img' : nothing}
  aria-label=${label ?? nothing}
  aria-hidden=${label ? nothing : 'true'}
>${svg`<path d=${paths[name]} />`}</svg>`
