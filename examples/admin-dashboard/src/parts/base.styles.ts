import { css } from 'lit'

/** What every element of the dashboard starts from. */
export const base = css`
  :host { display: block; font: var(--sk-weight) var(--sk-size-2) / var(--sk-leading-2) var(--sk-font); color: var(--sk-text); }
  :host([hidden]), [hidden] { display: none !important; }
  *, ::before, ::after { box-sizing: border-box; }
  h1, h2, h3, p, dl, dd, ul, ol, figure, fieldset { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  ul, ol { list-style: none; }
  h1, h2, h3 { font-size: inherit; font-weight: var(--sk-weight-strong); line-height: inherit; }
  h1:focus { outline: none; }
  a { color: inherit; text-decoration: none; }
  a.link, button.link { color: var(--sk-accent-text); background: none; border: 0; padding: 0; font: inherit; cursor: pointer; text-align: start; }
  a.link:hover, button.link:hover { text-decoration: underline; text-underline-offset: 3px; }
  strong, b { font-weight: var(--sk-weight-strong); }
  button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
  button { cursor: pointer; }
  button:disabled { cursor: default; }
  :focus-visible { outline: 2px solid var(--sk-accent-text); outline-offset: 2px; border-radius: var(--sk-radius-1); }
  time, .figures { font-variant-numeric: tabular-nums; }
  .icon { inline-size: 16px; block-size: 16px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; display: block; }
  .icon.turning:dir(rtl) { transform: scaleX(-1); }
  .unseen { position: absolute; inline-size: 1px; block-size: 1px; margin: -1px; padding: 0; overflow: hidden; clip-path: inset(50%); white-space: nowrap; border: 0; }
  .quiet { color: var(--sk-text-2); }
  .faint { color: var(--sk-text-3); }
  .small { font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
  .raw { overflow-wrap: anywhere; font-family: var(--sk-font-raw); font-size: var(--sk-size-1); line-height: var(--sk-leading-2); }
  .one-line { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; min-inline-size: 0; }
  /* Signs and currencies stand before their number in every direction of writing. */
  .money, .sheet .money { direction: ltr; text-align: right; }
  .money { font-variant-numeric: tabular-nums; white-space: nowrap; }
  :host(:dir(rtl)) .money, :host(:dir(rtl)) .sheet .money { text-align: left; }
  .figure, time { direction: ltr; unicode-bidi: isolate; }
  @media (prefers-reduced-motion: reduce) { *, ::before, ::after { animation-duration: 0s !important; transition-duration: 0s !important; } }
`
