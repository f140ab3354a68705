import { css } from 'lit'
import { field } from '../../../parts/field.styles.js'
import { shared } from '../../../parts/shared.styles.js'

/** What every section of the settings that is a form starts from. */
export const formStyles = [
  ...shared,
  field,
  css`
    :host { display: grid; gap: 24px; max-inline-size: 760px; }
    .title { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; }
    h1 { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); }
    .title .under { color: var(--sk-text-2); }
    form, .whole { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; }
    h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); }
    .card h2 + .quiet { margin-block-start: -12px; }
    .pair { align-items: start; }
    legend { padding: 0; }
    .chosen, .chosen select { inline-size: 100%; }
    .ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 0 16px; }
    .save { position: sticky; inset-block-end: 0; z-index: var(--sk-z-sticky); display: grid; gap: 12px; padding-block: 12px; background: var(--sk-bg); border-block-start: 1px solid var(--sk-line); }
    .save .row { display: flex; flex-wrap: wrap; align-items: center; justify-content: end; gap: 8px; }
    .save .said { flex: 1; min-inline-size: 0; color: var(--sk-text-2); }
    .theirs { display: grid; gap: 4px; margin-block-start: 4px; }
    .theirs li { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 8px; overflow-wrap: anywhere; }
    .bone-form { block-size: 420px; }
    fieldset.field > legend { margin-block-end: 4px; }
    @media (max-width: 700px) { .save { inset-block-end: calc(64px + env(safe-area-inset-bottom)); } .save .row .button { flex: 1; } .save .said { flex-basis: 100%; } }
  `,
]
