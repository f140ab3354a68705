import { css } from 'lit'

export const transactionStyles = css`
  .crumbs a { display: inline-flex; align-items: center; gap: 4px; }
  .crumbs a .icon { display: none; }
  .crumbs .here { color: var(--sk-text); }
  .page { gap: 16px; }
  .stack { gap: 20px; }
  .answer { display: grid; gap: 8px; max-inline-size: 560px; padding-block-end: 4px; }
  h1 { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }
  .figure { font-size: var(--sk-size-5); line-height: var(--sk-leading-5); letter-spacing: var(--sk-track-tight); font-variant-numeric: tabular-nums; }
  .sentence { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); color: var(--sk-text-2); }
  .sentence strong { color: var(--sk-text); }
  .side-head { margin-block-end: 12px; }
  .side-button { margin-block-start: 16px; }
  .hash { margin-block-start: 8px; overflow-wrap: anywhere; }
  .bone-title { inline-size: 300px; padding-block: 6px; }
  .bone-sentence { display: grid; gap: 14px; max-inline-size: 560px; }
  .bone-chain { block-size: 440px; }
  .bone-side { block-size: 250px; }
  @media (max-width: 700px) {
    .crumbs > .icon { display: none; }
    .crumbs a { min-block-size: 44px; min-inline-size: 32px; }
    .crumbs a .icon { display: block; inline-size: 16px; block-size: 16px; }
    .crumbs a span { display: none; }
    .page-head > .buttons { order: 2; }
  }
`
