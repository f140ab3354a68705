import { css } from 'lit'

export const shellStyles = css`
  :host { --rail: var(--sk-rail); }
  app-rail { position: fixed; z-index: var(--sk-z-sticky); inset-block: 0; inset-inline-start: 0; inline-size: var(--rail); background: var(--sk-bg); }
  main#content { margin-inline-start: var(--rail); min-block-size: 100dvh; }
  main#content > :focus { outline: none; }
  .phone-bar, app-tabs { display: none; }
  .before { display: grid; place-items: center; min-block-size: 100dvh; padding: 16px; }
  .alone { margin: 24px 32px; }
  .way-out { padding: 0 20px 20px 52px; }
  .skip { position: fixed; z-index: var(--sk-z-palette); inset-block-start: -60px; inset-inline-start: 16px; padding: 8px 16px; border-radius: var(--sk-radius-1); background: var(--sk-surface); color: var(--sk-accent-text); }
  .skip:focus { inset-block-start: 12px; box-shadow: var(--sk-shadow-float); }
  .offline { display: flex; align-items: center; gap: 8px; margin: 0; padding: 8px 32px; background: var(--sk-warning-soft); color: var(--sk-warning); }
  .banner { display: flex; align-items: start; gap: 8px; margin: 0; padding: 8px 32px; background: var(--sk-warning-soft); color: var(--sk-warning); }
  .banner .icon { margin-block-start: 2px; }
  .banner a { text-decoration: underline; text-underline-offset: 3px; }
  .banner.bad { background: var(--sk-danger-soft); color: var(--sk-danger); }
  @media (max-width: 700px) {
    .banner { padding: 60px 16px 8px; }
    :host { --rail: 0px; }
    app-rail { display: none; }
    app-tabs { display: block; }
    main#content { padding-block-end: calc(64px + env(safe-area-inset-bottom)); }
    .phone-bar { display: flex; position: absolute; z-index: calc(var(--sk-z-sticky) + 1); inset-block-start: 8px; inset-inline-end: 8px; }
    .phone-bar .button { min-block-size: 44px; inline-size: 44px; }
    .phone-bar .icon { inline-size: 20px; block-size: 20px; }
    .offline { padding-inline: 16px 104px; }
    .alone { margin: 64px 16px 16px; }
  }
`
