import { defineErrors } from '../foundation/index.js'

export const webhookErrors = defineErrors({
  webhook_endpoint_not_found: { kind: 'not_found', message: 'There is no such endpoint.' },
  webhook_endpoint_disabled: { kind: 'conflict', message: 'The endpoint is disabled. Enable it first.' },
  webhook_endpoints_full: { kind: 'conflict', message: 'There are as many endpoints as there can be. Remove one first.' },
  webhook_url_refused: { kind: 'invalid', message: 'Nothing can be posted to that address.' },
  webhook_delivery_not_found: { kind: 'not_found', message: 'There is no such delivery.' },
  webhook_sending_unavailable: { kind: 'unavailable', message: 'This kit has no way out to the web: it was opened without the port webRequests.' },
})
