import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Row } from '../wire.js'

/** What the member who is signed in is told, and where. */
export function notifications(request: KitRequest) {
  return {
    /** Newest first, in the member's own language. */
    list: (input: Input<'notifications.list'> = {}, options?: CallOptions): Listing<Row<'notifications.list'>> => paginate(input, (asked) => request('get', '/v1/notifications', asked, options)),

    /** How many were not read. */
    unread: (options?: CallOptions): Promise<Answer<'notifications.unread'>> => request('get', '/v1/notifications/unread', {}, options),

    /** Some by their ids, or all that came until an instant. Answers how many are left. */
    markRead: (input: Input<'notifications.markRead'>, options?: CallOptions): Promise<Answer<'notifications.markRead'>> => request('post', '/v1/notifications/read', input, options),

    /** What is told by bell, mail and push, and when the daily summary comes. */
    preferences: (options?: CallOptions): Promise<Answer<'notifications.preferences'>> => request('get', '/v1/notifications/preferences', {}, options),

    /** Changes what is given. */
    setPreferences: (input: Input<'notifications.setPreferences'>, options?: CallOptions): Promise<Answer<'notifications.setPreferences'>> => request('patch', '/v1/notifications/preferences', input, options),

    /** Browsers that are told also while no page is open. */
    browsers: (options?: CallOptions): Promise<Answer<'notifications.browsers'>> => request('get', '/v1/notifications/browsers', {}, options),

    /** Adds this browser: hand on what `PushSubscription.toJSON()` gives. */
    addBrowser: (input: Input<'notifications.addBrowser'>, options?: CallOptions): Promise<Answer<'notifications.addBrowser'>> => request('post', '/v1/notifications/browsers', input, options),

    removeBrowser: (input: Input<'notifications.removeBrowser'>, options?: CallOptions): Promise<Answer<'notifications.removeBrowser'>> => request('delete', '/v1/notifications/browsers/{id}', input, options),

    /** Sends it a message, to see that it arrives. */
    testBrowser: (input: Input<'notifications.testBrowser'>, options?: CallOptions): Promise<Answer<'notifications.testBrowser'>> => request('post', '/v1/notifications/browsers/{id}/test', input, options),
  }
}
