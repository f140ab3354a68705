import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { base } from '../parts/base.styles.js'
import { button } from '../parts/button.styles.js'
import '../parts/dialog.js'

const keys: [string, string[]][] = [
  ['Search this page', ['/']],
  ['Find anything', ['Ctrl', 'K']],
  ['Next, previous', ['J', 'K']],
  ['Open', ['↵']],
  ['Select', ['X']],
  ['Merge, keep apart', ['M', 'S']],
  ['Close what is open', ['Esc']],
  ['This list', ['?']],
]

@customElement('app-keys-dialog')
export class AppKeysDialog extends LitElement {
  static override styles = [
    base,
    button,
    css`
      dl { display: grid; grid-template-columns: 1fr 1fr; gap: 12px 40px; }
      dl > div { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
      dt { color: var(--sk-text-2); }
      dd { display: flex; gap: 4px; }
      app-dialog { --dialog: 560px; }
      @media (max-width: 560px) { dl { grid-template-columns: 1fr; } }
    `,
  ]

  override render() {
    return html`<app-dialog heading="Keys">
      <dl>${keys.map(([what, pressed]) => html`<div><dt>${what}</dt><dd>${pressed.map((key) => html`<kbd>${key}</kbd>`)}</dd></div>`)}</dl>
    </app-dialog>`
  }
}
