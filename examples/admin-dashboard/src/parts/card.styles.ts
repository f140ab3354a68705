import { css } from 'lit'

export const card = css`
  .card { border: 1px solid var(--sk-line); border-radius: var(--sk-radius-2); background: var(--sk-surface); min-inline-size: 0; }
  .card.padded { padding: 20px; }
  .card-head { display: flex; align-items: baseline; justify-content: space-between; gap: 16px; }
  .tiles { display: grid; grid-template-columns: repeat(var(--tiles, 4), minmax(0, 1fr)); border: 1px solid var(--sk-line); border-radius: var(--sk-radius-2); background: var(--sk-surface); overflow: clip; }
  .tile { display: block; min-inline-size: 0; padding: 16px 20px; border-inline-start: 1px solid var(--sk-line); }
  .tile:first-child { border-inline-start: 0; }
  a.tile:hover { background: var(--sk-hover); }
  a.tile:focus-visible { outline-offset: -3px; border-radius: var(--sk-radius-2); }
  .tile .name { color: var(--sk-text-2); }
  .tile .figure { font-size: var(--sk-size-5); line-height: var(--sk-leading-5); font-weight: var(--sk-weight-strong); letter-spacing: var(--sk-track-tight); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
  .tile .figure.medium { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); }
  .tile .change { display: flex; flex-wrap: wrap; align-items: center; column-gap: 8px; font-size: var(--sk-size-1); line-height: 20px; color: var(--sk-text-3); font-variant-numeric: tabular-nums; }
  .tile .change b { display: inline-flex; align-items: center; gap: 4px; font-weight: var(--sk-weight); color: var(--sk-text); }
  .tile .change span { direction: ltr; unicode-bidi: isolate; }
  .tile .change .icon { inline-size: 12px; block-size: 12px; stroke-width: 2; }
  .facts { display: grid; grid-template-columns: 88px minmax(0, 1fr); gap: 8px; }
  .facts dt { color: var(--sk-text-2); }
  .facts dd { overflow-wrap: anywhere; }
  .badge { display: inline-flex; align-items: center; gap: 4px; padding: 2px 8px; border-radius: var(--sk-radius-1); background: var(--sk-sunken); color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); white-space: nowrap; font-weight: var(--sk-weight); letter-spacing: 0; }
  .badge .icon { inline-size: 12px; block-size: 12px; }
  .badge.good { background: var(--sk-success-soft); color: var(--sk-success); }
  .badge.warn { background: var(--sk-warning-soft); color: var(--sk-warning); }
  .badge.bad { background: var(--sk-danger-soft); color: var(--sk-danger); }
  .badge.news { background: var(--sk-accent-soft); color: var(--sk-accent-text); }
  .face { display: inline-grid; place-items: center; flex: none; inline-size: 24px; block-size: 24px; border-radius: 50%; background: var(--sk-sunken); color: var(--sk-text-2); font-size: 11px; line-height: 1; font-weight: var(--sk-weight-strong); }
  .face.large { inline-size: 48px; block-size: 48px; font-size: var(--sk-size-3); }
  .notice { display: flex; gap: 12px; padding: 12px 16px; border: 1px solid transparent; border-radius: var(--sk-radius-2); background: var(--sk-accent-soft); }
  .notice > .icon { margin-block-start: 2px; color: var(--sk-accent-text); }
  .notice.warn { background: var(--sk-warning-soft); }
  .notice.warn > .icon { color: var(--sk-warning); }
  .notice.bad { background: var(--sk-danger-soft); }
  .notice.bad > .icon { color: var(--sk-danger); }
  .notice > .grow { flex: 1; min-inline-size: 0; }
  @media (max-width: 700px) {
    .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .tile { padding: 12px 16px; }
    .tile .figure { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); }
    .tile:nth-child(odd) { border-inline-start: 0; }
    .tile:nth-child(n + 3) { border-block-start: 1px solid var(--sk-line); }
    .card.padded { padding: 16px; }
  }
`
