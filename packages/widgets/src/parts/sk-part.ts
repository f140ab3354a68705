import { LitElement } from 'lit'
import { base } from '../styles/base.js'

/** A small element inside a widget: it draws with the widget's tokens and is handed its words. */
export class SkPart extends LitElement {
  static override styles = [base]

  protected emit(name: `sk-${string}`, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }
}
