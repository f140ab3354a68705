import { css, html } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../internal/define.js'
import { SkPart } from './sk-part.js'

/** The first letters of the first and the last word, as people would abbreviate. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = (word: string | undefined) => (word ? [...word].find((letter) => /[\p{L}\p{N}]/u.test(letter))! : '')
  return (first(words[0]) + (words.length > 1 ? first(words.at(-1)) : '')).toLocaleUpperCase()
}

/** @summary A person's or a business's picture; its initials where there is none, or it cannot be had. */
export class SkAvatar extends SkPart {
  static override styles = [
    ...SkPart.styles,
    css`
      :host {
        display: inline-block;
        flex: none;
        inline-size: var(--size, 40px);
        block-size: var(--size, 40px);
      }
      span,
      img {
        display: grid;
        place-items: center;
        inline-size: 100%;
        block-size: 100%;
        border-radius: 50%;
        background: var(--sk-accent-soft);
        color: var(--sk-accent-text);
        font-weight: var(--sk-weight-strong);
      }
      .plain {
        border-radius: var(--sk-radius-1);
        background: none;
        object-fit: contain;
      }
    `,
  ]
  @property() name = ''
  @property() src: string | null = null
  /** A logo: as it is, not cut round. */
  @property({ type: Boolean }) plain = false
  @state() private broken: string | null = null

  protected override render() {
    // The name stands beside it wherever it is used, so the picture itself says nothing to a screen reader.
    if (this.src && this.broken !== this.src) return html`<img class=${this.plain ? 'plain' : ''} src=${this.src} alt="" decoding="async" @error=${() => (this.broken = this.src)} />`
    return html`<span aria-hidden="true">${initialsOf(this.name)}</span>`
  }
}

define('sk-avatar', SkAvatar)

declare global {
  interface HTMLElementTagNameMap {
    'sk-avatar': SkAvatar
  }
}
