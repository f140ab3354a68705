import { css, html, nothing, type TemplateResult } from 'lit'

export const navStyles = css`
  .title { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; }
  h1 { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); overflow-wrap: anywhere; }
  .title .under { color: var(--sk-text-2); }
  .parts { display: flex; gap: 4px; border-block-end: 1px solid var(--sk-line); overflow-x: auto; }
  .parts a { display: flex; align-items: center; min-block-size: 40px; padding-inline: 12px; border-block-end: 2px solid transparent; color: var(--sk-text-2); white-space: nowrap; }
  .parts a[aria-current='page'] { border-color: var(--sk-accent-text); color: var(--sk-text); font-weight: var(--sk-weight-strong); }
  .parts a:focus-visible { outline-offset: -2px; }
  @media (pointer: coarse) { .parts a { min-block-size: 44px; } }
`

export type Part = '' | 'templates' | 'caught'
const parts: [Part, string][] = [['', 'Sent'], ['templates', 'Templates'], ['caught', 'Caught']]

/** The three things that there are to see about mails. */
export const mailsNav = (current: Part, at: (part: Part) => string): TemplateResult =>
  html`<nav class="parts" aria-label="Mails">${parts.map(([part, name]) => html`<a href=${at(part)} aria-current=${part === current ? 'page' : nothing}>${name}</a>`)}</nav>`
