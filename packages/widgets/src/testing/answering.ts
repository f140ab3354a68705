import type { PublicSettings } from '../internal/public-settings.js'
import { answerWith } from '../provider/connection.js'

export type Asked = { method: string; path: string; query: Record<string, string>; headers: Record<string, string>; body: unknown }

/** By method and path as the contract writes them: `GET /v1/settings/public`. A value is the body of a 200. */
export type Answers = Record<string, unknown | ((asked: Asked) => unknown)>

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', 'x-request-id': 'req_1', ...headers } })

/** A refusal as the server words it. */
export const problem = (status: number, code: string, detail = 'It did not work.', headers: Record<string, string> = {}): Response =>
  json(status, { type: 'about:blank', status, code, detail, requestId: 'req_1' }, headers)

/**
 * Takes the network's place below the sdk: what a widget sends is a real request, and what it gets went through the real client. Whatever
 * a test did not think of is answered 404. `stop` gives the network back.
 */
export function answering(answers: Answers): { asked: Asked[]; stop: () => void } {
  const asked: Asked[] = []
  const stop = answerWith(async (request) => {
    const url = new URL(request.url, location.href)
    const text = await request.clone().text()
    const one: Asked = { method: request.method, path: url.pathname, query: Object.fromEntries(url.searchParams), headers: Object.fromEntries(request.headers), body: text === '' ? null : JSON.parse(text) }
    asked.push(one)
    const name = Object.keys(answers).find((key) => {
      const [method, pattern = ''] = key.split(' ')
      return method === one.method && new RegExp(`${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(one.path)
    })
    if (name === undefined) return problem(404, 'route_not_found', `No test answers ${one.method} ${one.path}.`)
    const answer = answers[name]
    const value: unknown = await (typeof answer === 'function' ? (answer as (asked: Asked) => unknown)(one) : answer)
    return value instanceof Response ? value : json(200, value)
  })
  return { asked, stop }
}

const day = [{ from: '09:00', to: '12:30' }, { from: '13:30', to: '17:00' }]

/** Larkspur Books, as its public settings tell. */
export const aBusiness = (over: Partial<PublicSettings> = {}): PublicSettings => ({
  name: 'Larkspur Books',
  logo: null,
  logoUrl: null,
  logoOn: [],
  tokens: { light: {}, dark: {} },
  languages: { default: 'en', offered: ['en'] },
  timeZone: 'Europe/Berlin',
  openingHours: { timeZone: 'Europe/Berlin', weekly: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: [{ from: '09:00', to: '14:00' }], saturday: [], sunday: [] }, exceptions: [] },
  ...over,
})
