import { css } from 'lit'

export const timelineStyles = css`
  :host { display: grid; gap: 12px; }
  section { padding-block: 8px 0; }
  .top { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px; }
  .kinds { display: flex; flex-wrap: wrap; gap: 6px; }
  h3 { padding: 12px 20px 4px; color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); font-weight: var(--sk-weight); }
  .row { display: grid; grid-template-columns: 24px minmax(0, 1fr) auto 128px; align-items: start; gap: 12px; padding: 8px 20px; }
  a.row:hover { background: var(--sk-hover); }
  .row.note { grid-template-columns: 24px minmax(0, 1fr) 128px; }
  .ring { display: grid; place-items: center; inline-size: 24px; block-size: 24px; border-radius: 50%; background: var(--sk-sunken); color: var(--sk-text-2); }
  .ring .icon { inline-size: 14px; block-size: 14px; }
  .at { text-align: end; color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: 20px; }
  .words { margin-block: 2px; padding-inline-start: 12px; border-inline-start: 2px solid var(--sk-line-strong); white-space: pre-wrap; overflow-wrap: anywhere; }
  .mention { color: var(--sk-accent-text); font-weight: var(--sk-weight-strong); }
  .own { display: flex; gap: 16px; font-size: var(--sk-size-1); }
  .card.writing { padding: 12px 16px; }
  .below { margin-block-start: 8px; }
  .trouble { padding: 8px 20px; color: var(--sk-text-2); }
  @media (max-width: 700px) {
    .row { grid-template-columns: 24px minmax(0, 1fr) auto; } .row.note { grid-template-columns: 24px minmax(0, 1fr); }
    .at { grid-column: 2 / -1; text-align: start; margin-block-start: -12px; } .row.note .at { margin-block-start: -8px; }
  }
`
