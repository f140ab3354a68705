import { KitError } from '@startupkit/core'
import { kitErrors, type Role } from '@startupkit/core/contract'
import { controlErrors } from '../control/errors.js'
import { serverErrors } from '../errors.js'
import { documentLive } from '../document-live.js'
import { send, type App, type Ctx } from '../exchange.js'
import { hasEnded } from '../control/key-ring.js'
import { isFor, mayHear } from '../live-grants.js'
import { eventNames } from '../live.js'
import { identify } from '../who.js'
import { sessionOn } from '../who/session.js'

const allow: readonly Role[] = ['owner', 'billing', 'support', 'key', 'system']
const heartbeatMs = 15_000
// One answer of the stream holds at most this much beside what all readers share.
const chunkBytes = 65_536
const encoder = new TextEncoder()
const stillHere = encoder.encode(': still here\n\n')
const path = '/v1/live'
const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }

function namesOf(c: Ctx): ReadonlySet<string> | null {
  const asked = c.req.query('names')
  if (asked === undefined) return null
  const names = asked.split(',').filter((name) => name !== '')
  if (names.length === 0 || names.some((name) => !eventNames.has(name))) throw serverErrors.event_name_unknown()
  return new Set(names)
}

/** Takes what goes out next. A single fact goes as it is, the same bytes for all readers. */
function nextOf(waiting: Uint8Array[]): Uint8Array | undefined {
  let count = 0
  for (let bytes = 0; count < waiting.length && (count === 0 || bytes + waiting[count]!.byteLength <= chunkBytes); count++) bytes += waiting[count]!.byteLength
  const next = waiting.splice(0, count)
  return next.length > 1 ? Buffer.concat(next) : next[0]
}

/** Where to resume: after the event that the reader saw last, or from now on. */
async function startOf(c: Ctx, newest: number): Promise<number> {
  const seen = c.req.header('last-event-id')
  if (seen === undefined || seen === '') return newest
  if (!/^\d{1,15}$/.test(seen)) throw kitErrors.invalid_input({}, { issues: [{ path: 'Last-Event-ID', code: 'invalid_format', message: 'Send the id of the last event that came.' }] })
  if (Number(seen) > newest) throw serverErrors.live_position_unknown()
  return Number(seen)
}

/**
 * Server-sent events: every fact of the workspace, in order. The first event is `live.opened` and carries the place in the log, so that
 * a reader that is cut off before the first fact can still resume. A reader that falls too far behind is cut off, and resumes.
 */
async function stream(c: Ctx): Promise<Response> {
  const { exchange } = c.env
  exchange.route = path
  const who = await identify(c)
  if (!allow.includes(who.actor.role)) throw kitErrors.forbidden()
  if (!who.workspace) throw controlErrors.workspace_required()
  const workspaceId = (exchange.workspace = who.workspace.id)
  const host = await c.env.host
  const { live, keys } = host
  const names = namesOf(c)
  const heard = [...(names ?? eventNames)].filter((name) => mayHear(who.actor, name))
  // A stream of all facts is one of all that may be heard; a name that was asked for is not left out silently.
  if (heard.length < (names?.size ?? 1)) throw kitErrors.forbidden()
  const wanted = new Set(heard)
  const start = await startOf(c, await live.position(workspaceId))

  if (c.req.method === 'HEAD') return send(c, 200, null, headers) // nobody would read the stream, nor say that nobody does
  const waiting: Uint8Array[] = [encoder.encode(`retry: 2000\nid: ${start}\nevent: live.opened\ndata: ${JSON.stringify({ seq: start })}\n\n`)]
  let size = 0
  let wake: (() => void) | undefined
  let emptied: (() => void) | undefined
  let closed = false
  let cancelled = false
  let untaken = 0
  let leave = () => {}
  const push = (bytes: Uint8Array) => {
    waiting.push(bytes)
    size += bytes.byteLength
    wake?.()
  }
  const end = () => {
    if (closed) return
    closed = true
    clearInterval(heartbeat)
    deaf()
    leave()
    wake?.()
    emptied?.()
  }
  const cut = () => {
    waiting.length = 0
    end()
    c.env.outgoing?.destroy() // a stalled socket would otherwise stay until the network gives up
  }
  const { key } = who
  const known = who.person ? await sessionOn(c, host) : null
  const holds = () => (key ? keys.holds(key) : known ? host.people.sessions.holds(known, workspaceId, who.actor) : Promise.resolve(true))
  const ended = () => (key ? hasEnded(key, host.now()) : known !== null && known.expiresAt <= host.now())
  const look = () => void holds().then((still) => still || cut(), cut)
  const heartbeat = setInterval(() => {
    if (waiting.length > 0) untaken++
    // Nothing was taken between three heartbeats: nobody reads any more, or what is kept for them would stay for hours.
    if (ended() || untaken > 2) return cut()
    if (waiting.length === 0) push(stillHere)
    if (host.isShared) look() // another process may have revoked it meanwhile
  }, heartbeatMs)
  heartbeat.unref()
  const stopHearing = [keys.onChange(() => key && look()), host.people.sessions.onChange(() => known && look())]
  const deaf = () => stopHearing.forEach((stop) => stop())
  if (known) look() // it may have been revoked before anybody heard

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (waiting.length === 0) emptied?.()
        while (waiting.length === 0 && !closed) await new Promise<void>((resolve) => (wake = resolve))
        untaken = 0
        const next = nextOf(waiting)
        size -= next?.byteLength ?? 0
        if (next) controller.enqueue(next)
        if (closed && !cancelled && waiting.length === 0) controller.close()
      },
      cancel() {
        cancelled = true
        end()
      },
    },
    { highWaterMark: 0 },
  )
  live
    .follow(workspaceId, {
      after: start,
      wants: (event) => ((names === null && !who.actor.grants) || wanted.has(event.name)) && isFor(who.actor, event),
      take: (bytes) => (closed || size > c.env.settings.liveBacklog ? false : (push(bytes), true)),
      drained: () => (closed || waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => (emptied = resolve))),
      cut,
      end,
    })
    .then((left) => {
      leave = left
      if (closed) left()
    })
    .catch((error: unknown) => {
      if (!(error instanceof KitError)) c.env.settings.log.error({ requestId: exchange.requestId, err: error }, 'live stream broke off')
      cut()
    })
  return send(c, 200, body, headers)
}

export function liveRoutes(app: App): void {
  documentLive(app, path, allow)
  app.get(path, (c) => stream(c as Ctx))
}

