import { beforeAll, describe, expect, it, vi } from 'vitest'
import { doorOf, isDoor, safePath } from './steps.js'

beforeAll(() => void vi.stubGlobal('location', new URL('https://app.example.com/')))

describe('the door', () => {
  it.each([
    ['/sign-in', '', '', 'sign-in', '', '/'],
    ['/w/demo/contacts', '?text=a', '', 'sign-in', '', '/w/demo/contacts?text=a'],
    ['/sign-in/link', '', '#token=abc&to=https%3A%2F%2Fapp.example.com%2Fw%2Fdemo', 'follow-link', 'abc', '/w/demo'],
    ['/reset-password', '', '#token=abc', 'reset', 'abc', '/'],
    ['/invitation/', '', '#iv_abc', 'invitation', 'iv_abc', '/'],
    ['/sign-in', '?second_factor=required&to=%2Fw%2Fdemo', '', 'second-factor', '', '/w/demo'],
  ])('%s%s%s', (pathname, search, hash, step, token, to) => {
    expect(doorOf({ pathname, search, hash })).toEqual({ step, token, to })
  })

  it.each(['//evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', 'https:evil.example', 'javascript:alert(1)', 'data:text/html,x', 'https://app.example.com@evil.example', '\t//evil.example', '/%2f/evil.example/..//', '/sign-in', 'http://app.example.com/w'])('does not lead away by %s', (to) => {
    const path = safePath(to)
    expect(path === '/' || new URL(path, 'https://app.example.com').origin === 'https://app.example.com').toBe(true)
    expect(path).not.toMatch(/^[/\\]{2}|^\/sign-in/)
  })

  it('knows its own addresses', () => {
    expect(['/sign-in', '/invitation/', '/w/demo'].map(isDoor)).toEqual([true, true, false])
  })
})
