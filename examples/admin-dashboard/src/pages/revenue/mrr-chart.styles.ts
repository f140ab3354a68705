import { css } from 'lit'

export const chartStyles = css`
  .head { display: flex; align-items: baseline; justify-content: space-between; gap: 16px; }
  .readout { display: flex; justify-content: space-between; gap: 4px 8px; margin-block: 6px 16px; }
  .readout > div { min-inline-size: 64px; }
  .readout dt { display: flex; align-items: center; gap: 6px; color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
  .readout dd { direction: ltr; text-align: left; font-variant-numeric: tabular-nums; }
  :host(:dir(rtl)) .readout dd { text-align: right; }
  .readout .end { min-inline-size: 0; text-align: end; }
  .readout .end dd { text-align: right; }
  :host(:dir(rtl)) .readout .end dd { text-align: left; }
  .readout .end dt { justify-content: end; color: var(--sk-text); font-weight: var(--sk-weight-strong); }
  .readout .end dd { font-weight: var(--sk-weight-strong); }
  .readout i { inline-size: 8px; block-size: 8px; border-radius: 2px; }
  i.new { background: var(--sk-chart-up-1); } i.expansion { background: var(--sk-chart-up-2); } i.reactivation { background: var(--sk-chart-up-3); }
  i.churn { background: var(--sk-chart-down-1); } i.contraction { background: var(--sk-chart-down-2); }
  .plot { block-size: 256px; overflow: hidden; touch-action: pan-y; cursor: default; }
  .plot:focus-visible { outline-offset: 4px; }
  svg { display: block; direction: ltr; }
  :host(:dir(rtl)) svg { transform: scaleX(-1); }
  :host(:dir(rtl)) text { transform: scaleX(-1); transform-box: fill-box; transform-origin: center; }
  text { font: var(--sk-weight) 12px var(--sk-font); fill: var(--sk-text-3); font-variant-numeric: tabular-nums; }
  .axis { text-anchor: end; }
  .month { text-anchor: middle; }
  .month.chosen { fill: var(--sk-text); }
  .grid { stroke: var(--sk-chart-grid); }
  .zero { stroke: var(--sk-line-strong); }
  .band { fill: var(--sk-sunken); opacity: .7; }
  .line { fill: none; stroke: var(--sk-chart-up-1); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
  .dotted { stroke-dasharray: 1 5; }
  .tip { fill: var(--sk-chart-up-1); }
  .point { fill: var(--sk-surface); stroke: var(--sk-chart-up-1); stroke-width: 2; }
  rect.new { fill: var(--sk-chart-up-1); } rect.expansion { fill: var(--sk-chart-up-2); } rect.reactivation { fill: var(--sk-chart-up-3); }
  rect.churn { fill: var(--sk-chart-down-1); } rect.contraction { fill: var(--sk-chart-down-2); }
  @media (max-width: 700px) {
    :host { display: flex; flex-direction: column; }
    .readout { order: 3; display: grid; grid-template-columns: repeat(3, 1fr); margin-block: 12px 0; gap: 8px; }
    .readout .end { text-align: start; }
    .readout .end dd { text-align: left; }
    :host(:dir(rtl)) .readout .end dd { text-align: right; }
    .readout .end dt { justify-content: start; }
    .head { margin-block-end: 12px; }
  }
`
