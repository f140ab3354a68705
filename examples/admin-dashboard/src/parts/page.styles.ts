import { css } from 'lit'

export const page = css`
  .page { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; padding: 24px 32px 48px; max-inline-size: 1600px; }
  .page-head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; min-block-size: 32px; }
  .page-head h1 { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); }
  .page-head .under { color: var(--sk-text-2); }
  .crumbs { display: flex; align-items: center; gap: 8px; min-inline-size: 0; color: var(--sk-text-2); }
  .crumbs .icon { inline-size: 12px; block-size: 12px; color: var(--sk-text-3); }
  .crumbs a:hover { color: var(--sk-text); }
  .two { display: grid; grid-template-columns: minmax(0, 1fr) var(--side, 304px); gap: 24px; align-items: start; }
  .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; align-content: start; }
  .wide-only { display: revert; }
  .narrow-only { display: none !important; }
  @media (max-width: 1080px) { .two { grid-template-columns: minmax(0, 1fr); } }
  @media (max-width: 700px) {
    .page { gap: 16px; padding: 16px 16px 32px; }
    .stack, .two { gap: 16px; }
    .page-head { min-block-size: 44px; margin-block-start: -8px; }
    .page-head > :first-child { flex-basis: 100%; min-block-size: 44px; align-content: center; padding-inline-end: 148px; }
    .wide-only { display: none !important; }
    .narrow-only { display: revert !important; }
  }
`
