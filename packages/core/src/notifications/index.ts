import { countUnread, listNotifications, markRead } from './list-notifications.js'
import { getPreferences, setPreferences } from './preferences.js'
import { addBrowser, listBrowsers, removeBrowser, testBrowser } from './push-browsers.js'
import { lookAtUnsubscribe, unsubscribe } from './unsubscribe.js'

/** What members are told, and where: the bell, mail, their browsers. */
export const notifications = {
  list: listNotifications,
  unread: countUnread,
  markRead,
  preferences: getPreferences,
  setPreferences,
  browsers: listBrowsers,
  addBrowser,
  removeBrowser,
  testBrowser,
  unsubscribing: lookAtUnsubscribe,
  unsubscribe,
}
export { notificationErrors } from './errors.js'
export { kinds as notificationKinds } from './kinds.js'
export * from './schemas.js'
