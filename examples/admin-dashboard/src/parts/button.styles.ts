import { css } from 'lit'

export const button = css`
  .button { display: inline-flex; align-items: center; justify-content: center; gap: 8px; min-block-size: var(--sk-control); padding: 5px 12px; border: 1px solid var(--sk-line-strong); border-radius: var(--sk-radius-1); background: var(--sk-surface); color: var(--sk-text); white-space: nowrap; cursor: pointer; transition: background-color var(--sk-fast) var(--sk-ease); }
  .button:hover { background: var(--sk-hover); }
  .button .icon { color: var(--sk-text-2); }
  .button.primary { border-color: transparent; background: var(--sk-accent); color: var(--sk-on-accent); font-weight: var(--sk-weight-strong); }
  .button.primary:hover { background: var(--sk-accent-hover); }
  .button.primary .icon { color: inherit; }
  .button.quiet { border-color: transparent; background: none; color: var(--sk-text-2); }
  .button.quiet:hover { background: var(--sk-hover); color: var(--sk-text); }
  .button.danger { border-color: var(--sk-danger-line); color: var(--sk-danger); }
  .button.danger:hover { background: var(--sk-danger-soft); }
  .button.danger.primary { border-color: transparent; background: var(--sk-danger); color: var(--sk-on-danger); }
  .button.square { inline-size: var(--sk-control); padding: 0; }
  .button:disabled, .button[aria-disabled='true'] { opacity: .5; pointer-events: none; }
  .buttons { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
  .chosen { position: relative; display: inline-flex; }
  .chosen > select { appearance: none; padding-inline: 12px 32px; min-inline-size: 0; text-overflow: ellipsis; }
  .chosen > select + .icon { position: absolute; inset-inline-end: 10px; inset-block-start: calc(50% - 8px); pointer-events: none; color: var(--sk-text-2); }
  .chosen.dated > select { padding-inline-start: 36px; }
  .chosen.dated > .icon:first-child { position: absolute; inset-inline-start: 12px; inset-block-start: calc(50% - 8px); pointer-events: none; color: var(--sk-text-2); z-index: 1; }
  .chip { display: inline-flex; align-items: center; gap: 6px; min-block-size: 28px; padding: 3px 10px; border: 1px solid var(--sk-line-strong); border-radius: var(--sk-radius-1); background: var(--sk-surface); color: var(--sk-text-2); white-space: nowrap; cursor: pointer; }
  .chip:hover { background: var(--sk-hover); }
  .chip.on, .chip[aria-pressed='true'] { border-color: var(--sk-accent-line); background: var(--sk-accent-soft); color: var(--sk-accent-text); }
  kbd { display: inline-flex; align-items: center; justify-content: center; min-inline-size: 20px; block-size: 20px; padding-inline: 5px; border: 1px solid var(--sk-line-strong); border-radius: 4px; background: var(--sk-surface); color: var(--sk-text-2); font: inherit; font-size: var(--sk-size-1); line-height: 1; }
  @media (pointer: coarse) {
    .chip { min-block-size: 44px; padding-inline: 14px; }
    a.link.alone, button.link.alone { display: inline-flex; align-items: center; min-block-size: 44px; }
  }
`
