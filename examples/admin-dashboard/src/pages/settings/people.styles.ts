import { css } from 'lit'
import { field } from '../../parts/field.styles.js'
import { shared } from '../../parts/shared.styles.js'

/** What the sections about people and their workspace start from. */
export const peopleStyles = [
  ...shared,
  field,
  css`
    :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 24px; max-inline-size: 760px; }
    h1 { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); }
    .title { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; min-block-size: 32px; }
    .title .under { color: var(--sk-text-2); max-inline-size: 64ch; }
    .title .under a { text-decoration: underline; text-underline-offset: 3px; }
    .card.padded { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
    .card.padded > h2 + p { margin-block-start: -12px; }
    form { display: grid; gap: 16px; justify-items: start; }
    form > .field, form > .pair, form > .notice { inline-size: 100%; max-inline-size: 480px; }
    .chosen, .chosen select { inline-size: 100%; }
    .people li { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; min-block-size: 56px; padding: 8px 20px; border-block-start: 1px solid var(--sk-line); }
    .people li:first-child { border-block-start: 0; }
    .people .face { inline-size: 32px; block-size: 32px; }
    .people .grow { flex: 1; min-inline-size: 160px; display: grid; overflow-wrap: anywhere; }
    .people .chosen, .people .chosen select { inline-size: auto; }
    .head-row { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 16px; }
    .below { display: flex; justify-content: end; padding: 12px 20px; border-block-start: 1px solid var(--sk-line); }
    @media (max-width: 700px) { .people li { padding-inline: 16px; } form > .button { inline-size: 100%; } }
  `,
]
