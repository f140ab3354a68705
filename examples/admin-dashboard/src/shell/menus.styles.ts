import { css } from 'lit'

export const menus = css`
  .menu { display: grid; gap: 2px; }
  .heading { padding: 8px 12px 4px; color: var(--sk-text-3); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
  .item { display: flex; align-items: center; gap: 12px; inline-size: 100%; min-block-size: 32px; padding: 4px 12px; border: 0; border-radius: var(--sk-radius-1); background: none; text-align: start; color: var(--sk-text); }
  .item:hover { background: var(--sk-hover); }
  .item > .grow { flex: 1; min-inline-size: 0; }
  .item > .icon { color: var(--sk-text-2); }
  .segments { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; margin: 4px 12px 8px; border: 1px solid var(--sk-line-strong); border-radius: var(--sk-radius-1); overflow: clip; }
  .segments button { min-block-size: 30px; padding: 0 8px; border: 0; background: none; color: var(--sk-text-2); }
  .segments button + button { border-inline-start: 1px solid var(--sk-line-strong); }
  .segments button[aria-pressed='true'] { background: var(--sk-accent-soft); color: var(--sk-accent-text); }
  .segments button:focus-visible { outline-offset: -2px; }
  .menu hr { inline-size: auto; margin: 6px 0; border: 0; border-block-start: 1px solid var(--sk-line); }
  @media (pointer: coarse), (max-width: 700px) { .item, .segments button { min-block-size: 44px; } }
`
