import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { PageElement } from '../../page-element.js'
@customElement('app-reviews')
export class X extends PageElement { override render() { return html`<h1>reviews</h1>` } }
