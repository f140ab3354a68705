import { css } from 'lit'

export const importStyles = css`
  .drop { display: grid; justify-items: center; gap: 4px; padding: 32px 20px; border: 1px dashed var(--sk-line-control); border-radius: var(--sk-radius-2); background: var(--sk-surface); text-align: center; transition: background-color var(--sk-fast) var(--sk-ease); }
  .drop.over { border-color: var(--sk-accent-text); background: var(--sk-accent-soft); }
  .drop > .icon { inline-size: 24px; block-size: 24px; color: var(--sk-text-2); margin-block-end: 8px; }
  .drop .says { max-inline-size: 56ch; color: var(--sk-text-2); }
  .drop .buttons { margin-block-start: 12px; justify-content: center; }
  .drop input[type='file'] { position: absolute; inline-size: 1px; block-size: 1px; opacity: 0; }
  .drop input[type='file']:focus-visible + .button { outline: 2px solid var(--sk-accent-text); outline-offset: 2px; }
  fieldset { display: flex; flex-wrap: wrap; justify-content: center; gap: 0 20px; margin-block-start: 12px; }
  fieldset label { display: inline-flex; align-items: center; gap: 8px; min-block-size: 32px; cursor: pointer; }
  progress { display: block; inline-size: 100%; block-size: 6px; margin-block: 12px 8px; border: 0; border-radius: 3px; background: var(--sk-sunken); overflow: hidden; appearance: none; }
  progress::-webkit-progress-bar { background: var(--sk-sunken); }
  progress::-webkit-progress-value { background: var(--sk-accent); border-radius: 3px; transition: inline-size var(--sk-slow) linear; }
  progress::-moz-progress-bar { background: var(--sk-accent); border-radius: 3px; }
  .tables { display: grid; grid-template-columns: repeat(auto-fill, minmax(180px, 1fr)); gap: 4px 24px; margin-block-start: 16px; padding-block-start: 12px; border-block-start: 1px solid var(--sk-line); }
  .tables li { display: flex; justify-content: space-between; gap: 12px; }
  .scroll { overflow-x: auto; }
  .scroll .sheet { table-layout: auto; min-inline-size: 820px; }
  .scroll .sheet td.quiet { min-inline-size: 160px; padding-block: 4px; white-space: normal; }
  .sheet .number { text-align: end; font-variant-numeric: tabular-nums; }
  .sheet .zero { color: var(--sk-text-3); }
  .sheet td.broken { color: var(--sk-danger); }
  .section-head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 16px; padding: 16px 20px 8px; }
  .rows li { border-block-start: 1px solid var(--sk-line); }
  .rows summary { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 2fr); gap: 4px 16px; padding: 10px 20px; cursor: pointer; }
  .rows summary:hover { background: var(--sk-hover); }
  .rows summary:focus-visible { outline-offset: -3px; }
  .rows pre { margin: 0; padding: 12px 20px; overflow-x: auto; background: var(--sk-sunken); font: var(--sk-size-1) / 20px var(--sk-font-raw); white-space: pre-wrap; overflow-wrap: anywhere; direction: ltr; text-align: left; }
  .plain { padding: 0 20px 16px; color: var(--sk-text-2); }
  @media (max-width: 700px) { .rows summary { grid-template-columns: minmax(0, 1fr); padding-inline: 16px; } .section-head, .plain { padding-inline: 16px; } }
`
