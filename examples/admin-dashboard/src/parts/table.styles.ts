import { css } from 'lit'

export const table = css`
  .sheet { inline-size: 100%; border-collapse: separate; border-spacing: 0; table-layout: fixed; }
  .sheet th { block-size: 32px; padding: 0 8px; color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); font-weight: var(--sk-weight); text-align: start; white-space: nowrap; border-block-end: 1px solid var(--sk-line); background: var(--sk-surface); }
  .sheet thead.sticky th { position: sticky; inset-block-start: 0; z-index: 2; }
  .sheet thead.sticky th:first-child { border-start-start-radius: var(--sk-radius-2); }
  .sheet thead.sticky th:last-child { border-start-end-radius: var(--sk-radius-2); }
  .sheet td { block-size: var(--sk-row); padding: 0 8px; border-block-end: 1px solid var(--sk-line); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .sheet tbody tr:last-child td { border-block-end: 0; }
  .sheet :is(th, td):first-child { padding-inline-start: 20px; }
  .sheet :is(th, td):last-child { padding-inline-end: 20px; }
  :host(:dir(rtl)) .sheet .money:last-child { padding-inline: 20px 8px; }
  .sheet tbody tr.opens { cursor: pointer; }
  .sheet tbody tr.opens:hover td { background: var(--sk-hover); }
  .sheet tbody tr.picked td, .sheet tbody tr.opens.picked:hover td { background: var(--sk-accent-soft); }
  .sheet tbody tr.at td { box-shadow: inset 0 1px var(--sk-accent-text), inset 0 -1px var(--sk-accent-text); }
  .sheet tbody tr.fresh td { animation: fresh 2.4s var(--sk-ease); }
  @keyframes fresh { 0%, 85% { background: var(--sk-accent-soft); } 100% { background: transparent; } }
  .sheet td a:focus-visible { outline-offset: 1px; }
  .sheet .who { display: flex; align-items: center; gap: 8px; min-inline-size: 0; }
  .sheet.people td { block-size: var(--sk-row-person); }
  .sort { display: inline-flex; align-items: center; gap: 4px; border: 0; background: none; padding: 0; color: inherit; font: inherit; }
  .sort .icon { inline-size: 12px; block-size: 12px; }
  .sort:hover { color: var(--sk-text); }
  .below { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; padding: 12px 20px; border-block-start: 1px solid var(--sk-line); color: var(--sk-text-2); }
  @media (prefers-reduced-motion: reduce) { .sheet tbody tr.fresh td { background: var(--sk-accent-soft); } }
`

/** Rows as two lines, for a narrow screen. */
export const lines = css`
  .line { display: flex; align-items: center; gap: 12px; min-block-size: 60px; padding: 10px 16px; border-block-end: 1px solid var(--sk-line); }
  li:last-child > .line { border-block-end: 0; }
  .line > .grow { flex: 1; min-inline-size: 0; }
  .line.fresh { animation: fresh-line 2.4s var(--sk-ease); }
  .line.picked { background: var(--sk-accent-soft); }
  @keyframes fresh-line { 0%, 85% { background: var(--sk-accent-soft); } 100% { background: transparent; } }
`
