const units = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** "640 bytes", "12.4 MB" */
export function sizeInWords(bytes: number): string {
  let [size, unit] = [bytes, 0]
  while (size >= 1_000 && unit < units.length - 1) [size, unit] = [size / 1_000, unit + 1]
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`
}

/** "3 days 4 hours", "12 minutes", "40 seconds" */
export function uptimeInWords(seconds: number): string {
  const named = (value: number, name: string) => (value === 0 ? '' : `${value} ${name}${value === 1 ? '' : 's'}`)
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60]
  if (days > 0) return [named(days, 'day'), named(hours, 'hour')].filter(Boolean).join(' ')
  if (hours > 0) return [named(hours, 'hour'), named(minutes, 'minute')].filter(Boolean).join(' ')
  return minutes > 0 ? named(minutes, 'minute') : named(Math.floor(seconds), 'second') || 'just started'
}

const kinds: Record<string, string> = {
  'webhooks.send': 'Webhooks to send', 'webhooks.sweep': 'Old deliveries to forget', 'mail.deliver': 'Mails to send', 'mail.forget': 'Old mails to forget', 'importing.legacy': 'Imports',
  'notifications.digest': 'Summaries by mail', 'notifications.mail': 'Mails about what happened', 'notifications.push': 'Push messages', 'ledger.rebuild': 'Balances worked out anew', 'subscriptions.rebuild': 'Subscriptions worked out anew',
}

/** What jobs of a kind do, as far as it can be said in words; the code stands beside it. */
export const kindInWords = (kind: string): string => kinds[kind] ?? (kind.startsWith('reaction:') ? 'Follows from a fact' : 'Work in the background')
