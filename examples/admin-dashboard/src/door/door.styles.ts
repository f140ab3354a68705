import { css } from 'lit'
import { base } from '../parts/base.styles.js'
import { button } from '../parts/button.styles.js'
import { card } from '../parts/card.styles.js'
import { field } from '../parts/field.styles.js'

export const doorStyles = [
  base,
  button,
  card,
  field,
  css`
    form, .panel { display: grid; gap: 16px; }
    h1 { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); }
    h1 + p { margin-block-start: 4px; }
    .wide { inline-size: 100%; min-block-size: 40px; }
    .or { display: flex; align-items: center; gap: 12px; color: var(--sk-text-3); font-size: var(--sk-size-1); }
    .or::before, .or::after { content: ''; flex: 1; border-block-start: 1px solid var(--sk-line); }
    .others { display: grid; gap: 8px; }
    .between { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 8px 16px; }
    .link { padding: 0; border: 0; background: none; color: var(--sk-accent-text); text-align: start; cursor: pointer; }
    .link:hover { text-decoration: underline; }
    .label-line { display: flex; justify-content: space-between; gap: 16px; }
    .code { letter-spacing: .3em; font-variant-numeric: tabular-nums; }
    .notice p { margin: 0; }
    @media (max-width: 700px), (pointer: coarse) { .wide { min-block-size: 44px; } .between .link { min-block-size: 44px; } }
  `,
]
