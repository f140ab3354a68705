import { css } from 'lit'

export const reviewsStyles = css`
  .keys { display: flex; align-items: center; gap: 6px; }
  .pair-card { overflow: clip; }
  .pair-card.at { outline: 2px solid var(--sk-accent-text); outline-offset: 2px; }
  .why { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 16px; padding: 16px 20px; border-block-end: 1px solid var(--sk-line); }
  table { inline-size: 100%; border-collapse: collapse; table-layout: fixed; }
  th, td { padding: 6px 12px; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
  thead th { padding-block: 14px 6px; }
  tbody tr:last-child > * { padding-block-end: 14px; }
  :is(th, td):first-child { inline-size: 112px; padding-inline-start: 20px; color: var(--sk-text-2); font-weight: var(--sk-weight); }
  td.merged { background: var(--sk-accent-soft); }
  thead th { font-weight: var(--sk-weight-strong); }
  thead th.merged { background: var(--sk-accent-soft); color: var(--sk-accent-text); font-weight: var(--sk-weight); }
  td.same { color: var(--sk-text); font-weight: var(--sk-weight-strong); }
  .decide { display: flex; flex-wrap: wrap; align-items: center; justify-content: end; gap: 8px; padding: 12px 20px; border-block-start: 1px solid var(--sk-line); }
  .decide .grow { flex: 1; }
  .bone-pair { block-size: 280px; }
  .more { justify-self: start; }
  @media (max-width: 700px) {
    :is(th, td):first-child { inline-size: 76px; padding-inline: 16px 4px; font-size: var(--sk-size-1); }
    th, td { padding-inline: 4px 8px; }
    tr { display: grid; grid-template-columns: 76px 1fr 1fr; }
    :is(th, td):first-child { inline-size: auto; }
    thead th.merged, td.merged:empty { display: none; }
    td.merged { grid-column: 2 / -1; margin-block: 0 6px; padding-block: 4px; border-radius: var(--sk-radius-1); }
    td.merged::before { content: attr(data-label); display: block; color: var(--sk-accent-text); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
    .decide .button { flex: 1; }
    .why { padding-inline: 16px; }
  }
`
