import { css } from 'lit'

export const webhookStyles = css`
  h1 { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); overflow-wrap: anywhere; }
  h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); }
  .head { display: flex; flex-wrap: wrap; align-items: start; justify-content: space-between; gap: 8px 16px; }
  .head h1 { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
  .head h1 .raw { font-size: var(--sk-size-3); font-weight: var(--sk-weight-strong); }
  .lead { color: var(--sk-text-2); max-inline-size: 68ch; }
  .rows > li { border-block-end: 1px solid var(--sk-line); }
  .rows > li:last-child { border-block-end: 0; }
  .one { display: grid; grid-template-columns: minmax(0, 1fr) auto auto; gap: 4px 16px; align-items: center; padding: 12px 20px; }
  .one:hover { background: var(--sk-hover); }
  .one:focus-visible { outline-offset: -3px; }
  .one .end { text-align: end; }
  .facts { grid-template-columns: 120px minmax(0, 1fr); align-items: baseline; }
  .events { display: flex; flex-wrap: wrap; gap: 4px; }
  .foot { padding: 12px 20px; border-block-start: 1px solid var(--sk-line); }
  .back { display: inline-flex; align-items: center; gap: 6px; color: var(--sk-text-2); min-block-size: 32px; }
  .back:hover { color: var(--sk-text); }
  .filters { display: flex; flex-wrap: wrap; gap: 8px; padding: 12px 20px; border-block-end: 1px solid var(--sk-line); }
  .tries > li { padding: 14px 20px; border-block-end: 1px solid var(--sk-line); display: grid; gap: 8px; }
  .tries > li:last-child { border-block-end: 0; }
  .tries .line { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }
  .tries .grow { flex: 1; }
  summary { cursor: pointer; color: var(--sk-text-2); min-block-size: 32px; align-content: center; }
  .headers { display: grid; grid-template-columns: minmax(120px, max-content) minmax(0, 1fr); gap: 2px 16px; }
  .headers dt { color: var(--sk-text-2); }
  .headers dd { overflow-wrap: anywhere; }
  @media (max-width: 560px) { .one { grid-template-columns: minmax(0, 1fr) auto; padding: 12px 16px; } .one .end { grid-column: 1 / -1; text-align: start; } .one > .badge { grid-column: 2; grid-row: 1; align-self: start; } .facts, .headers { grid-template-columns: minmax(0, 1fr); gap: 0; } .facts dd, .headers dd { margin-block-end: 8px; } }
`
