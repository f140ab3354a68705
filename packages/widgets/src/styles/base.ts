import { css } from 'lit'

/** What every element of ours starts from: the page's font, our sizes, nothing inherited that would fight the drawing. */
export const base = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--sk-text);
    /* Not the short form: where no --sk-font is set, only this one line falls back to what the page says. */
    font-family: var(--sk-font);
    font-size: var(--sk-size-2);
    font-weight: var(--sk-weight);
    font-style: normal;
    line-height: var(--sk-leading-2);
    letter-spacing: normal;
    text-transform: none;
    text-align: start;
    -webkit-text-size-adjust: none;
    text-size-adjust: none;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .aside {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  a {
    color: var(--sk-accent-text);
    border-radius: 2px;
  }
  a:focus-visible,
  button:focus-visible,
  summary:focus-visible {
    outline: 2px solid var(--sk-accent-text);
    outline-offset: 2px;
  }
`
