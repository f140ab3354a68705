import { css } from 'lit'

export const contactsStyles = css`
  .tools { display: grid; gap: 12px; }
  .tools .searching { max-inline-size: 420px; }
  .choices { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
  .chip .icon { inline-size: 12px; block-size: 12px; }
  .who-cell { inline-size: 32%; }
  .stage-cell { inline-size: 110px; }
  .at-cell { inline-size: 108px; }
  .value-cell { inline-size: 150px; }
  .who .names { display: grid; min-inline-size: 0; }
  .face { inline-size: 32px; block-size: 32px; }
  .tags { display: flex; gap: 4px; overflow: hidden; }
  .tags button { border: 0; cursor: pointer; }
  .money .sort { flex-direction: row-reverse; }
  .people-bones td { block-size: var(--sk-row-person); }
  .block { display: block; }
  @media (max-width: 1080px) { .tags-cell { display: none; } }
  @media (max-width: 700px) {
    .tools .searching { max-inline-size: none; }
    .choices { flex-wrap: nowrap; overflow-x: auto; margin-inline: -16px; padding: 2px 16px; scrollbar-width: none; }
    .choices > * { flex: none; }
  }
`
