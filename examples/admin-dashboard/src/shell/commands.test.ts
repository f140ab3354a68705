import { expect, it } from 'vitest'
import type { Session } from '../session.js'
import { commandsFor, commandsThatFit } from './commands.js'

const workspace = { id: 'wsp_1', slug: 'demo', name: 'Demo', mode: 'demo', createdAt: '', deleteAt: null, liveId: null, role: 'owner' }
const session = (role: string, grants: string[] | null = null) =>
  ({ workspace: { ...workspace, role, grants }, workspaces: [workspace, { ...workspace, id: 'wsp_2', slug: 'legacy', name: 'Legacy' }], me: null }) as unknown as Session
const names = (given: Session, typed: string) => commandsThatFit(commandsFor(given, 'system'), typed).map(({ name }) => name)

it('finds what is to be done by its name and by other words for it', () => {
  expect(names(session('owner'), 'new api')[0]).toBe('New API key')
  expect(names(session('owner'), 'log out')).toEqual(['Sign out'])
  expect(names(session('owner'), 'dark')).toEqual(['Dark colours'])
  expect(names(session('owner'), 'leg')).toContain('Switch to Legacy')
  expect(names(session('owner'), 'webhooks')[0]).toBe('Webhooks')
  expect(names(session('owner'), 'zzz')).toEqual([])
})

it('offers pages and things to do before anything is typed, and the settings after that', () => {
  const offered = names(session('owner'), '')
  expect(offered).toContain('Sign out')
  expect(offered).not.toContain('System health')
  expect(names(session('owner'), 'health')).toEqual(['System health'])
})

it('offers nobody what their role does not open', () => {
  expect(names(session('support'), 'key')).not.toContain('New API key')
  expect(names(session('support'), 'health')).toEqual([])
  expect(names(session('rol_1', ['webhooks.write']), 'new')).toEqual(['New webhook endpoint'])
})
