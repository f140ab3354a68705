import { settings, type KitRequest } from '@startupkit/sdk'

/** What anybody may know of the business: name, logo, colours, languages, opening hours. */
export type PublicSettings = Awaited<ReturnType<ReturnType<typeof settings>['public']>>

const freshMs = 60_000
const asked = new WeakMap<KitRequest, { at: number; answer: Promise<PublicSettings> }>()

/** Asks for it; widgets with one connection share an answer for a minute. A failure is not kept. */
export function publicSettings(request: KitRequest, now = Date.now()): Promise<PublicSettings> {
  const kept = asked.get(request)
  if (kept && now - kept.at < freshMs) return kept.answer
  const answer = settings(request).public()
  asked.set(request, { at: now, answer })
  answer.catch(() => asked.delete(request))
  return answer
}
