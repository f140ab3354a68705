import { css } from 'lit'

export const transactionsStyles = css`
  .under .sum { white-space: nowrap; }
  .tools { display: grid; gap: 12px; }
  .tools .searching { max-inline-size: 420px; }
  .sheet .tick-cell { inline-size: 44px; padding: 0; }
  .sheet .tick-cell:first-child { padding-inline-start: 8px; }
  .tick-place { display: grid; place-items: center; inline-size: 36px; block-size: 36px; cursor: pointer; }
  .sheet .settled { inline-size: 32px; padding: 0 4px; color: var(--sk-success); }
  .sheet td.settled .icon { inline-size: 14px; block-size: 14px; }
  .money .sort { flex-direction: row-reverse; }
  .with-box { display: flex; border-block-end: 1px solid var(--sk-line); }
  .with-box:last-child { border-block-end: 0; }
  .with-box .tick-place { flex: none; inline-size: 44px; block-size: auto; }
  .with-box .line { flex: 1; min-inline-size: 0; padding-inline-start: 0; border: 0; }
  @media (max-width: 700px) { .tools .searching { max-inline-size: none; } }
`
