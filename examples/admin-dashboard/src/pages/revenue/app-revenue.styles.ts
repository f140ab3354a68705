import { css } from 'lit'

export const revenueStyles = css`
  :host { --side: 344px; }
  .pickers .grow { flex: 0 1 auto; }
  .chart-holds { min-block-size: 369px; }
  .two > .card { block-size: 100%; }
  .between { display: flex; align-items: baseline; justify-content: space-between; gap: 16px; }
  .sources { display: grid; gap: 6px; margin-block-start: 8px; }
  .sources a { display: grid; gap: 6px; }
  .sources a:hover, .types a:hover { color: var(--sk-accent-text); }
  .share { display: block; overflow: visible; }
  .share .track { fill: var(--sk-sunken); }
  .share .fill { fill: var(--sk-chart-up-1); }
  .types { display: grid; gap: 2px; margin-block-start: 14px; padding-block-start: 8px; border-block-start: 1px solid var(--sk-line); }
  .strong { font-weight: var(--sk-weight-strong); }
  .holds { display: grid; gap: 12px; padding-block: 5px; }
  @media (max-width: 700px) {
    .pickers { inline-size: 100%; }
    .pickers .grow { flex: 1; }
    .pickers .grow select { inline-size: 100%; padding-inline-start: 12px; }
    .pickers .grow > .icon:first-child { display: none; }
    .pickers > * > select { min-block-size: 44px; }
    .types a, .sources a { min-block-size: 44px; align-content: center; align-items: center; }
  }
`
