import { describe, expect, it } from 'vitest'
import { kitErrors } from '../../packages/core/src/foundation/index.js'
import { aNote, notes, useStorage, type Storage } from './place.js'

export const idempotencyContract = (storage: Storage) =>
  describe(`idempotency keys, ${storage.name}`, () => {
    const { fresh } = useStorage(storage)

    it('answers a repeat like the first time and does nothing more', async () => {
      const { write, count } = await fresh()
      const once = () => write(async (ctx) => (ctx.append(notes, aNote(ctx)), { id: ctx.newId('con'), nested: [1, null] }), { idempotencyKey: 'k' })
      const first = await once()
      expect(await once()).toEqual(first)
      expect([await count('notes'), await count('audit'), await count('idempotency')]).toEqual([1, 1, 1])
    })

    it('answers repeats that arrive together with the first', async () => {
      const { write, count } = await fresh()
      const answers = await Promise.all(Array.from({ length: 12 }, () => write(async (ctx) => (ctx.append(notes, aNote(ctx)), ctx.newId('con')), { idempotencyKey: 'k' })))
      expect(new Set(answers).size).toBe(1)
      expect(await count('notes')).toBe(1)
    })

    it('refuses a key for another request, and knows callers apart', async () => {
      const { write } = await fresh()
      await write(async () => 1, { idempotencyKey: 'k', tag: { a: 1 } })
      await expect(write(async () => 2, { idempotencyKey: 'k', tag: { a: 2 } })).rejects.toMatchObject({ code: 'idempotency_key_reused' })
      expect(await write(async () => 3, { idempotencyKey: 'k', tag: { a: 2 }, actor: { role: 'support', id: 'usr_2' } })).toBe(3)
    })

    it('remembers nothing of a write that failed, within one group too', async () => {
      const { write, count } = await fresh()
      let tries = 0
      const flaky = () =>
        write(async (ctx) => {
          ctx.append(notes, aNote(ctx))
          if (++tries <= 2) throw kitErrors.unauthenticated()
          return 'done'
        }, { idempotencyKey: 'k' })
      const all = await Promise.allSettled([flaky(), flaky(), flaky()])
      expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
      expect(await flaky()).toBe('done')
      expect([await count('notes'), await count('idempotency')]).toEqual([1, 1])
    })

    it('does not repeat an action under way, answers it afterwards, and frees the key when it fails', async () => {
      const { act } = await fresh()
      let finish = () => {}
      const going = new Promise<void>((resolve) => (finish = resolve))
      let sent = 0
      const send = () => act(async () => (sent++, await going, 'sent'), { idempotencyKey: 'mail' })
      const first = send()
      await new Promise((resolve) => setTimeout(resolve, 50))
      await expect(send()).rejects.toMatchObject({ code: 'idempotency_in_progress' })
      finish()
      expect([await first, await send(), sent]).toEqual(['sent', 'sent', 1])

      const fails = act(async () => Promise.reject(kitErrors.unauthenticated()), { idempotencyKey: 'other' })
      await expect(fails).rejects.toMatchObject({ code: 'unauthenticated' })
      expect(await act(async () => 'second try', { idempotencyKey: 'other' })).toBe('second try')
    })

    it('gives up on an action whose process died, after ten minutes', async () => {
      const { act, clock, place } = await fresh()
      await act(async () => 1, { idempotencyKey: 'k' })
      const raw = place.raw()
      await raw.execute("UPDATE idempotency SET state = 'running', answer = 'somebody else'")
      await raw.close()
      clock.tick(590_000)
      await expect(act(async () => 2, { idempotencyKey: 'k' })).rejects.toMatchObject({ code: 'idempotency_in_progress' })
      clock.tick(20_000)
      expect(await act(async () => 2, { idempotencyKey: 'k' })).toBe(2)
    })

    it('forgets answers after two days, once somebody looks after the jobs', async () => {
      const { kit, write, clock, count } = await fresh()
      await write(async () => 1, { idempotencyKey: 'old' })
      clock.tick(50 * 3_600_000)
      await write(async () => 1, { idempotencyKey: 'new' })
      await kit.runDue()
      expect(await count('idempotency')).toBe(1)
    })
  })
