import { css } from 'lit'

export const field = css`
  .field { display: grid; gap: 4px; min-inline-size: 0; }
  .field > label, .field > .label { color: var(--sk-text); }
  .field > .hint { color: var(--sk-text-3); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
  .field > .wrong { display: flex; gap: 6px; align-items: center; color: var(--sk-danger); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
  .input { inline-size: 100%; min-inline-size: 0; min-block-size: var(--sk-control); padding: 5px 10px; border: 1px solid var(--sk-line-control); border-radius: var(--sk-radius-1); background: var(--sk-surface); color: var(--sk-text); }
  .input::placeholder { color: var(--sk-text-3); opacity: 1; }
  .input:focus-visible { outline: none; border-color: var(--sk-accent-text); box-shadow: var(--sk-focus-field); }
  .input[aria-invalid='true'] { border-color: var(--sk-danger); }
  textarea.input { min-block-size: 76px; resize: vertical; }
  select.input { appearance: none; padding-inline-end: 32px; }
  .fields { display: grid; gap: 16px; }
  .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 16px; }
  .tick { display: flex; align-items: center; gap: 8px; min-block-size: 32px; cursor: pointer; }
  .box { appearance: none; flex: none; inline-size: 16px; block-size: 16px; margin: 0; border: 1px solid var(--sk-line-control); border-radius: 4px; background: var(--sk-surface); cursor: pointer; display: grid; place-items: center; }
  .box[type='radio'] { border-radius: 50%; }
  .box:checked, .box:indeterminate { background: var(--sk-accent); border-color: var(--sk-accent); }
  .box:checked::after { content: ''; inline-size: 9px; block-size: 5px; border: solid var(--sk-on-accent); border-width: 0 0 2px 2px; transform: translateY(-1px) rotate(-45deg); }
  .box[type='radio']:checked::after { inline-size: 6px; block-size: 6px; border: 0; border-radius: 50%; background: var(--sk-on-accent); transform: none; }
  .box:indeterminate::after { content: ''; inline-size: 8px; border-block-start: 2px solid var(--sk-on-accent); }
  .searching { position: relative; display: block; }
  .searching > .icon { position: absolute; inset-inline-start: 10px; inset-block-start: calc(50% - 8px); color: var(--sk-text-3); pointer-events: none; }
  .searching > .input { padding-inline: 34px 32px; }
  .searching > kbd { position: absolute; inset-inline-end: 6px; inset-block-start: calc(50% - 10px); pointer-events: none; }
  .searching > .input::-webkit-search-cancel-button { appearance: none; }
  @media (pointer: coarse), (max-width: 700px) { .input { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); } .tick { min-block-size: 44px; } .searching > kbd { display: none; } }
  @media (max-width: 480px) { .pair { grid-template-columns: 1fr; } }
`
