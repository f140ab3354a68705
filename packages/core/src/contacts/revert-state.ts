import type { MergeState } from './tables.js'

/**
 * Takes a merge back out of what a contact says now: whatever still is as the merge made it becomes what it was before,
 * and what was learnt since stays.
 */
export function revertState(now: MergeState, { before, after }: { before: MergeState; after: MergeState }): MergeState {
  const field = <K extends keyof MergeState>(key: K): MergeState[K] => (JSON.stringify(now[key]) === JSON.stringify(after[key]) ? before[key] : now[key])
  const brought = after.tags.filter((tag) => !before.tags.includes(tag))
  const customFields = new Map(Object.entries(now.customFields))
  for (const [key, value] of Object.entries(after.customFields)) {
    if (customFields.get(key) !== value || Object.is(before.customFields[key], value)) continue
    if (Object.hasOwn(before.customFields, key)) customFields.set(key, before.customFields[key]!)
    else customFields.delete(key)
  }
  return {
    name: field('name'),
    company: field('company'),
    country: field('country'),
    type: field('type'),
    stage: field('stage'),
    marketingConsent: field('marketingConsent'),
    source: field('source'),
    createdAt: field('createdAt'),
    lastSeenAt: field('lastSeenAt'),
    customFields: Object.fromEntries(customFields),
    tags: now.tags.filter((tag) => !brought.includes(tag)),
  }
}
