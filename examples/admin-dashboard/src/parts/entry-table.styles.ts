import { css } from 'lit'

/** Column widths of the lists of entries. */
export const entryTableStyles = css`
  .entries .entry { inline-size: 304px; }
  .entries .person { inline-size: 18%; }
  .entries .source { inline-size: 84px; }
  .entries .at { inline-size: 108px; }
  .entries .sum { inline-size: 140px; }
  .entries .number { color: var(--sk-text-2); margin-inline-end: 8px; }
  .entries .struck { text-decoration: line-through; text-decoration-color: var(--sk-text-3); }
  .block { display: block; }
  .wide-only { display: revert; }
  .narrow-only { display: none !important; }
  @media (max-width: 1080px) { .entries :is(th, td):nth-last-child(4) { display: none; } }
  @media (max-width: 700px) { .wide-only { display: none !important; } .narrow-only { display: revert !important; } }
`
