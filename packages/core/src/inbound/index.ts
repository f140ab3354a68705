export { inboundErrors, listWaiting, markFailed, markHandled, readInbound, receive, replay, type Inbound, type Received } from './receive.js'
