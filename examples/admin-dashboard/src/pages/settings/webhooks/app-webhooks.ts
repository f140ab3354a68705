import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { PageElement } from '../../../page-element.js'
import './delivery-page.js'
import './endpoint-list.js'
import './endpoint-page.js'

/** `webhooks`, `webhooks/<endpoint>`, `webhooks/<endpoint>/<delivery>` */
@customElement('app-webhooks')
export class AppWebhooks extends PageElement {
  override render() {
    const [, endpoint = '', delivery = ''] = this.pageId.split('/')
    if (delivery) return html`<app-delivery .api=${this.api} .business=${this.business} .workspace=${this.workspace} .pageId=${this.pageId} .endpointId=${endpoint} .deliveryId=${delivery}></app-delivery>`
    if (endpoint && endpoint !== 'new') return html`<app-endpoint .api=${this.api} .business=${this.business} .workspace=${this.workspace} .pageId=${this.pageId} .search=${this.search} .endpointId=${endpoint}></app-endpoint>`
    return html`<app-endpoint-list .api=${this.api} .business=${this.business} .workspace=${this.workspace} .pageId=${this.pageId}></app-endpoint-list>`
  }
}
