import { css, html } from 'lit'
import { define } from '../internal/define.js'
import { SkPart } from './sk-part.js'

/** @summary A waiting ring. It stands still where motion is not wanted; what is waited for is said by whoever shows it. */
export class SkSpinner extends SkPart {
  static override styles = [
    ...SkPart.styles,
    css`
      :host {
        display: inline-block;
        color: inherit;
      }
      span {
        display: block;
        inline-size: 1em;
        block-size: 1em;
        border: 2px solid currentcolor;
        border-inline-start-color: transparent;
        border-radius: 50%;
        animation: turn 0.8s linear infinite;
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        span {
          animation: none;
        }
      }
    `,
  ]
  protected override render() {
    return html`<span aria-hidden="true"></span>`
  }
}

define('sk-spinner', SkSpinner)

/** @summary A grey line in the place and size of words that are still coming. */
export class SkSkeleton extends SkPart {
  static override styles = [
    ...SkPart.styles,
    css`
      :host {
        display: block;
        block-size: 1em;
        border-radius: 4px;
        background: var(--sk-sunken);
        animation: breathe 1.6s ease-in-out infinite alternate;
      }
      @keyframes breathe {
        to {
          opacity: 0.5;
        }
      }
      @media (prefers-reduced-motion: reduce) {
        :host {
          animation: none;
        }
      }
    `,
  ]
  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('aria-hidden', 'true')
  }
}

define('sk-skeleton', SkSkeleton)

declare global {
  interface HTMLElementTagNameMap {
    'sk-spinner': SkSpinner
    'sk-skeleton': SkSkeleton
  }
}
