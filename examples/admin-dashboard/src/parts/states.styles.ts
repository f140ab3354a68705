import { css } from 'lit'

export const stateStyles = css`
  .state { display: grid; grid-template-columns: 16px minmax(0, 1fr); column-gap: 16px; padding: 20px; max-inline-size: 640px; }
  .state > .icon { margin-block-start: 2px; color: var(--sk-text-2); }
  .state.bad > .icon { color: var(--sk-danger); }
  .state.warn > .icon { color: var(--sk-warning); }
  .state .says { color: var(--sk-text-2); }
  .state .buttons { margin-block-start: 12px; }
  .empty { display: grid; justify-items: center; gap: 4px; padding: 40px 20px; text-align: center; }
  .empty .says { max-inline-size: 44ch; color: var(--sk-text-2); }
  .empty .buttons { margin-block-start: 12px; justify-content: center; }
  .empty .drawn { inline-size: 84px; block-size: 40px; margin-block-end: 16px; }
  .drawn .edge { fill: var(--sk-surface); stroke: var(--sk-line-strong); }
  .drawn .gap { fill: none; stroke: var(--sk-line-strong); stroke-dasharray: 3 2; }
  .drawn .word { fill: var(--sk-line-strong); }
  .drawn .dot { fill: var(--sk-accent); }
  .bone { display: block; block-size: 10px; border-radius: 5px; background: var(--sk-sunken); }
  .bone.tall { block-size: 24px; border-radius: 6px; }
  .bones { animation: breathe 1.6s ease-in-out infinite; }
  @keyframes breathe { 50% { opacity: .55; } }
  @media (prefers-reduced-motion: reduce) { .bones { animation: none; } }
`
