import type { Message } from '../internal/localize.js'

/** Every sentence that a widget may say. The other languages must have the same keys: a missing one does not compile. */
export const en = {
  loading: 'Loading',
  retry: 'Try again',
  close: 'Close',
  optional: 'optional',
  failed_title: 'This could not be loaded',
  failed_connection: 'The server could not be reached. Your connection may be slow.',
  failed_server: 'Something went wrong on our side. It is not your doing.',
  failed_limited: 'Too many people are asking at the moment. Try again in a minute.',
  failed_refused: 'This page is not set up to show it. The owner of the site can mend that.',
  offline_title: 'You are offline',
  offline_text: 'This comes back by itself when you are online again.',
  setup_title: 'Not connected yet',
  setup_text: 'This widget has no key. Add the script tag with data-key, or put it inside sk-provider.',
  hours_title: 'Opening hours',
  open_now: 'Open now',
  open_until: 'Open until {time}',
  closed_now: 'Closed now',
  closed_opens: 'Closed. Opens {day}, {time}',
  closed_opens_today: 'Closed. Opens today, {time}',
  closed_opens_tomorrow: 'Closed. Opens tomorrow, {time}',
  closes_in: { one: 'Open. Closes in {count} minute', other: 'Open. Closes in {count} minutes' },
  closed_day: 'Closed',
  all_day: 'Open all day',
  today: 'today',
  times_are: 'Times in {zone}',
  hours_none: 'No opening hours have been given.',
} satisfies Record<string, Message>

export type MessageKey = keyof typeof en
export type Messages = Readonly<Record<MessageKey, Message>>
