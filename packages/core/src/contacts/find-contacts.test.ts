import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'

afterAll(closeTestKits)

let kit: TestKit
const names = ['Zoë Kern', 'Łukasz Nowak', 'ida Holm', null, 'Bob Stone', 'Ángel Ruiz', 'Anna-Lena Meyer', 'Bob Stone']
const ids: string[] = []

beforeAll(async () => {
  kit = await createTestKit()
  const contacts = names.map((name, at) => ({
    reference: `old:${at}`, name, type: at % 2 ? ('customer' as const) : ('lead' as const), stage: at < 3 ? ('qualified' as const) : ('prospect' as const), source: at < 4 ? 'chat' : 'fair',
    tags: at === 5 ? ['vip', 'web'] : at === 6 ? ['web'] : [], createdAt: `2026-01-0${(at % 5) + 1}T00:00:00Z`, emails: [`person${at}@x${at}.example`], phones: at === 1 ? ['+48 22 123 45 67'] : at === 2 ? ['020 7946 0958'] : [], country: at === 2 ? 'GB' : null,
    company: at === 4 ? 'Juniper & Rye' : null, externalId: at === 6 ? 'app_6' : null,
  }))
  const { data } = await kit.as('system').contacts.import({ contacts })
  ids.push(...data.map((one) => one.contactId))
  const fact = (at: number, revenue: number, currency = 'USD') => ({ contactId: ids[at]!, currency, revenue, entryCount: 1, firstPaidAt: null, lastPaidAt: null })
  await kit.as('system').contacts.noteRevenue({ facts: [fact(0, 500), fact(2, -300), fact(3, 500), fact(5, 0), fact(6, 900), fact(1, 70, 'EUR')] })
  await kit.as('system').contacts.noteSeen({ seen: [{ contactId: ids[4]!, at: '2026-02-01T00:00:00Z' }, { contactId: ids[1]!, at: '2026-01-15T00:00:00Z' }] })
})

const positions = (data: { id: string }[]) => data.map((one) => ids.indexOf(one.id))
const list = async (input: object) => positions((await kit.acme.contacts.list({ limit: 100, ...input })).data)

describe('a list of contacts', () => {
  it.each<[string, object, number[]]>([
    ['all, newest first', {}, [4, 3, 7, 2, 6, 1, 5, 0]],
    ['all by name without marks, nameless first', { sort: 'name' }, [3, 5, 6, 4, 7, 2, 1, 0]],
    ['all by what they paid', { sort: '-value' }, [6, 3, 0, 7, 5, 4, 1, 2]],
    ['all by what they paid, least first', { sort: 'value' }, [2, 1, 4, 5, 7, 0, 3, 6]],
    ['all by what they paid in another currency', { sort: '-value', currency: 'EUR', type: 'customer' }, [1, 7, 5, 3]],
    ['all by when they were seen', { sort: '-lastSeenAt', source: 'chat' }, [1, 3, 2, 0]],
    ['a type', { type: 'lead' }, [4, 2, 6, 0]],
    ['a stage', { stage: 'qualified' }, [2, 1, 0]],
    ['a source', { source: 'fair', sort: 'name' }, [5, 6, 4, 7]],
    ['a tag', { tag: 'web' }, [6, 5]],
    ['a range of days', { createdFrom: '2026-01-02T00:00:00Z', createdTo: '2026-01-03T00:00:00Z' }, [6, 1]],
    ['words', { text: 'bob', type: 'customer' }, [7]],
    ['words that nobody has', { text: 'zzz' }, []],
    ['no word at all', { text: '!!' }, []],
    ['nobody in review', { hasReview: true }, []],
  ])('shows %s', async (_, input, expected) => expect(await list(input)).toEqual(expected))

  it('is the same page by page, whatever its order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('createdAt', 'updatedAt', 'name', 'value', 'lastSeenAt'), fc.constantFrom('', '-'), fc.integer({ min: 1, max: 4 }), async (column, sign, limit) => {
        const sort = `${sign}${column}`
        const paged: number[] = []
        for (let cursor: string | undefined, pages = 0; pages < 20; pages++) {
          const page = await kit.acme.contacts.list({ sort, limit, ...(cursor && { cursor }) } as never)
          paged.push(...positions(page.data))
          if (page.nextCursor === null) break
          cursor = page.nextCursor
        }
        expect(paged).toEqual(await list({ sort }))
      }),
      { numRuns: 40 },
    )
  })

  it('refuses a cursor of another order, a broken one, an unknown sort and a stranger', async () => {
    const { nextCursor } = await kit.acme.contacts.list({ limit: 1 })
    for (const input of [{ cursor: nextCursor!, sort: 'name' as const }, { cursor: 'xx' }, { cursor: Buffer.from('["contacts:-createdAt:","a","b"]').toString('base64url') }]) await expect(kit.acme.contacts.list(input)).rejects.toMatchObject({ code: 'invalid_cursor' })
    await expect(kit.acme.contacts.list({ sort: 'id' as never })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(kit.visitor.contacts.list({})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('searching contacts', () => {
  it.each<[string, number[]]>([
    ['Łukasz', [1]], ['lukasz now', [1]], ['zoe', [0]], ['KERN', [0]], ['bob sto', [7, 4]], ['juniper', [4]], ['person3@x3', [3]], ['person3@x3.example', [3]], ['person', [7, 6, 5, 4, 3, 2, 1, 0]],
    ['+48 22 123', [1]], ['22 123 45', [1]], ['020 7946', [2]], ['+442079460958', [2]], ['old:5', [5]], ['app_6', [6]], ['lena', [6]], ['nobody', []], ['***', []], ['"', []], ['name:bob OR', []],
  ])('%s finds %j', async (text, expected) => {
    const found = positions((await kit.acme.contacts.search({ text })).data)
    expect(text === 'person' ? found.sort() : found).toEqual(text === 'person' ? [...expected].sort() : expected)
  })

  it('finds by our own id, and refuses a stranger', async () => {
    expect(positions((await kit.acme.contacts.search({ text: ids[3]! })).data)).toEqual([3])
    await expect(kit.visitor.contacts.search({ text: 'bob' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

it('sorts and pages by sums past 2^53', async () => {
  const { acme, as } = await createTestKit()
  const [small, big, bigger] = await Promise.all(['Small', 'Big', 'Bigger'].map(async (name) => (await acme.contacts.create({ name })).id))
  const fact = (contactId: string, revenue: string) => ({ contactId, currency: 'USD', revenue, entryCount: 1, firstPaidAt: null, lastPaidAt: null })
  await as('system').contacts.noteRevenue({ facts: [fact(small!, '5'), fact(big!, '18014398509481982'), fact(bigger!, '18014398509481983')] })
  const found: string[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await acme.contacts.list({ sort: '-value', limit: 1, ...(cursor && { cursor }) })
    found.push(...page.data.map((one) => one.id))
    cursor = page.nextCursor
  }
  expect(found).toEqual([bigger, big, small])
})
