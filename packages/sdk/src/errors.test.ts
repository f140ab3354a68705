import { describe, expect, it } from 'vitest'
import { ConflictError, ConnectionError, errorOf, ForbiddenError, InternalError, InvalidError, LimitedError, NotFoundError, StartupKitError, TimeoutError, UnauthenticatedError, UnavailableError } from './errors.js'

const answer = (status: number, headers: Record<string, string> = {}) => new Response(null, { status, headers })
const address = 'https://kit.example.com/kit/v1/ledger/entries'

describe('errors', () => {
  it.each([
    [400, InvalidError, 'invalid'],
    [401, UnauthenticatedError, 'unauthenticated'],
    [403, ForbiddenError, 'forbidden'],
    [404, NotFoundError, 'not_found'],
    [405, InvalidError, 'invalid'],
    [409, ConflictError, 'conflict'],
    [413, InvalidError, 'invalid'],
    [422, ConflictError, 'conflict'],
    [429, LimitedError, 'limited'],
    [500, InternalError, 'internal'],
    [501, InternalError, 'internal'],
    [502, UnavailableError, 'unavailable'],
    [503, UnavailableError, 'unavailable'],
  ])('are of a class of their own for %i', (status, Kind, kind) => {
    const error = errorOf(answer(status), { code: 'some_code', detail: 'Some words.' }, address)
    expect(error).toBeInstanceOf(Kind)
    expect(error).toBeInstanceOf(StartupKitError)
    expect(error).toMatchObject({ kind, status, code: 'some_code', message: 'Some words.' })
  })

  it('carry what the problem says', () => {
    const issues = [{ path: 'amount', code: 'too_small', message: 'At least 0.' }]
    const error = errorOf(answer(400), { code: 'invalid_input', detail: 'No.', requestId: 'req_1', docUrl: '/kit/reference#error-invalid_input', issues, params: { limit: 3 } }, address)
    expect(error).toMatchObject({ requestId: 'req_1', docUrl: 'https://kit.example.com/kit/reference#error-invalid_input', issues, params: { limit: 3 } })
  })

  it('make do with a page that a proxy sent', () => {
    expect(errorOf(answer(502, { 'x-request-id': 'p1' }), '<h1>Bad gateway</h1>', address)).toMatchObject({ code: 'http_502', requestId: 'p1', docUrl: '', issues: [], params: {} })
  })

  it('know how long the server asked to wait, in seconds or until a date', () => {
    expect(errorOf(answer(429, { 'retry-after': '7' }), {}, address).retryAfterMs).toBe(7_000)
    const date = new Date(Date.now() + 90_000).toUTCString()
    expect(errorOf(answer(503, { 'retry-after': date }), {}, address).retryAfterMs).toBeGreaterThan(80_000)
    expect(errorOf(answer(503, { 'retry-after': 'soon' }), {}, address).retryAfterMs).toBeUndefined()
  })

  it('tell a time that ran out from a connection that failed, and are both the latter', () => {
    expect(new TimeoutError(50)).toBeInstanceOf(ConnectionError)
    expect(new TimeoutError(50)).toMatchObject({ code: 'timeout', kind: 'timeout', status: 0 })
    expect(new ConnectionError()).toMatchObject({ code: 'connection_failed', kind: 'connection' })
  })
})
