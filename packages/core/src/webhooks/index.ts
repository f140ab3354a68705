import { getDelivery, listDeliveries } from './deliveries.js'
import { createEndpoint, getEndpoint, listEndpoints, removeEndpoint, updateEndpoint } from './keep-endpoints.js'
import { listEventTypes } from './list-event-types.js'
import { replay, replayFailed, sendTest } from './replay.js'
import { revealSecret, rotateSecret } from './secrets.js'

/** Facts, posted to whoever asked for them. */
export const webhooks = {
  endpoints: listEndpoints,
  endpoint: getEndpoint,
  createEndpoint,
  updateEndpoint,
  removeEndpoint,
  revealSecret,
  rotateSecret,
  sendTest,
  replayFailed,
  deliveries: listDeliveries,
  delivery: getDelivery,
  replay,
  eventTypes: listEventTypes,
}
export { createEndpoint, getDelivery, getEndpoint, listDeliveries, listEndpoints, listEventTypes, removeEndpoint, replay, replayFailed, revealSecret, rotateSecret, sendTest, updateEndpoint }
export { fanOut, isWanted } from './fan-out.js'
export { sendWebhooks } from './send-webhooks.js'
export { sweepDeliveries } from './sweep-deliveries.js'
export { webhookErrors } from './errors.js'
export * from './schemas.js'
