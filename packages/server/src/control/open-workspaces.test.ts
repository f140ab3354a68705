import type { Kit } from '@startupkit/core'
import { describe, expect, it } from 'vitest'
import { createTestKit, closeTestKits } from '@startupkit/core/testing'
import { afterAll } from 'vitest'
import { createOpenWorkspaces } from './open-workspaces.js'

afterAll(closeTestKits)

function cache(max: number) {
  const opened: string[] = []
  const closed: string[] = []
  const workspaces = createOpenWorkspaces({
    max,
    async open(id) {
      opened.push(id)
      const { kit } = await createTestKit()
      const close = kit.close.bind(kit)
      return Object.assign(kit, { close: async () => (closed.push(id), close()) }) as Kit
    },
  })
  const use = async (id: string) => (await workspaces.lease(id)).release()
  return { workspaces, opened, closed, use }
}

const settled = () => new Promise((done) => setTimeout(done, 50))

describe('open workspaces', () => {
  it('are opened once, whoever asks at the same time', async () => {
    const { workspaces, opened } = cache(4)
    const leases = await Promise.all(['a', 'a', 'a'].map((id) => workspaces.lease(id)))
    expect(opened).toEqual(['a'])
    for (const lease of leases) lease.release()
    await workspaces.close()
  })

  it('are closed when too many are open, the one unused for longest first', async () => {
    const { workspaces, closed, use } = cache(2)
    for (const id of ['a', 'b', 'a', 'c']) await use(id)
    await settled()
    expect(closed).toEqual(['b'])
    await workspaces.close()
    expect(closed.sort()).toEqual(['a', 'b', 'c'])
  })

  it('are never closed while somebody uses them', async () => {
    const { workspaces, closed, use } = cache(1)
    const held = await workspaces.lease('a')
    for (const id of ['b', 'c', 'd']) await use(id)
    await settled()
    expect(closed).not.toContain('a')
    expect(await held.kit.lastSeq()).toBe(0)
    held.release()
    held.release() // a second release counts for nothing
    await use('e')
    await settled()
    expect(closed).toContain('a')
    await workspaces.close()
  })

  it('are opened again after they were closed, and not while they close', async () => {
    const { workspaces, opened, use } = cache(1)
    for (const id of ['a', 'b', 'a', 'b', 'a']) await use(id)
    expect(opened.length).toBeGreaterThanOrEqual(2)
    await workspaces.close()
    await expect(workspaces.lease('a')).rejects.toMatchObject({ code: 'kit_closed' })
  })

  it('forget one that could not be opened', async () => {
    let tries = 0
    const workspaces = createOpenWorkspaces({ open: () => (tries++, Promise.reject(new Error('No disk'))) })
    await expect(workspaces.lease('a')).rejects.toThrow('No disk')
    await expect(workspaces.lease('a')).rejects.toThrow('No disk')
    expect(tries).toBe(2)
  })
})
