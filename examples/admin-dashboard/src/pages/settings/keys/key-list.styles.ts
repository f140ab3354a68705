import { css } from 'lit'

/** Keys and secrets in rows: what it is, what it may do, when it was used, what can be done with it. */
export const keyList = css`
  .keys > li { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 4fr) auto; gap: 4px 20px; align-items: start; padding: 14px 20px; border-block-end: 1px solid var(--sk-line); }
  .keys > li:last-child { border-block-end: 0; }
  .keys .name { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; overflow-wrap: anywhere; }
  .keys .over > * { opacity: .75; }
  .deeds { display: flex; gap: 4px; }
  .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; }
  h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); }
  h1 { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); }
  .lead { color: var(--sk-text-2); max-inline-size: 68ch; }
  .keys + details { border-block-start: 1px solid var(--sk-line); }
  details > summary { padding: 12px 20px; cursor: pointer; color: var(--sk-text-2); }
  .card > .foot:first-child { border-block-start: 0; }
  .foot { padding: 12px 20px; border-block-start: 1px solid var(--sk-line); }
  @media (max-width: 760px) { .keys > li { grid-template-columns: minmax(0, 1fr); padding: 14px 16px; } .keys .deeds { margin-block-start: 8px; } }
`
