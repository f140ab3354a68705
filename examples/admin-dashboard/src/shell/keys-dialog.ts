import { css, html, LitElement } from 'lit'
import { customElement } from 'lit/decorators.js'
import { base } from '../parts/base.styles.js'
import { button } from '../parts/button.styles.js'
import '../parts/dialog.js'

const command = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : 'Ctrl'

const groups: [string, [string, string[]][]][] = [
  ['Everywhere', [['Find people, money, pages, things to do', [command, 'K']], ['Search this page', ['/']], ['Close what is open', ['Esc']], ['This list', ['?']]]],
  ['Lists', [['Next, previous', ['J', 'K']], ['Open', ['↵']], ['Select', ['X']], ['Merge, keep apart', ['M', 'S']]]],
  ['What was found', [['Next, previous', ['↓', '↑']], ['Open or do', ['↵']]]],
  ['Notes', [['Mention somebody', ['@']], ['Save', [command, '↵']]]],
]

@customElement('app-keys-dialog')
export class AppKeysDialog extends LitElement {
  static override styles = [
    base,
    button,
    css`
      .groups { columns: 2; column-gap: 40px; }
      section { break-inside: avoid; margin-block-end: 20px; }
      h3 { margin-block-end: 8px; color: var(--sk-text-3); font-size: var(--sk-size-1); font-weight: var(--sk-weight); }
      dl { display: grid; gap: 10px; }
      dl > div { display: flex; align-items: center; justify-content: space-between; gap: 12px; }
      dt { color: var(--sk-text-2); }
      dd { display: flex; gap: 4px; }
      app-dialog { --dialog: 640px; }
      @media (max-width: 560px) { .groups { columns: 1; } }
    `,
  ]

  override render() {
    return html`<app-dialog heading="Keys">
      <div class="groups">${groups.map(([name, keys]) => html`<section><h3>${name}</h3><dl>${keys.map(([what, pressed]) => html`<div><dt>${what}</dt><dd>${pressed.map((key) => html`<kbd>${key}</kbd>`)}</dd></div>`)}</dl></section>`)}</div>
    </app-dialog>`
  }
}
