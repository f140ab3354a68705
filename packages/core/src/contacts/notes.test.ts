import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

describe('notes about a contact', () => {
  it('are listed newest first, and follow a merge', async () => {
    const { acme, as, clock } = await createTestKit()
    const [ada, bo] = [await acme.contacts.create({ name: 'Ada' }), await acme.contacts.create({ name: 'Bo' })]
    for (const contact of [ada, bo]) {
      await as('support', 'usr_1').contacts.addNote({ contactId: contact.id, text: `About ${contact.name}` })
      clock.tick(1_000)
    }
    await acme.contacts.merge({ contactIds: [ada.id, bo.id] })
    for (const { id } of [ada, bo]) expect((await acme.contacts.notes({ contactId: id })).data.map(({ text }) => text)).toEqual(['About Bo', 'About Ada'])
    const first = await acme.contacts.notes({ contactId: ada.id, limit: 1 })
    expect((await acme.contacts.notes({ contactId: ada.id, limit: 1, cursor: first.nextCursor! })).data[0]!.text).toBe('About Ada')
    await expect(acme.contacts.notes({ contactId: 'con_nobody' })).rejects.toMatchObject({ code: 'contact_not_found' })
    await expect(acme.contacts.addNote({ contactId: 'con_nobody', text: 'x' })).rejects.toMatchObject({ code: 'contact_not_found' })
  })

  it('are changed and taken away by whoever wrote them, or an owner', async () => {
    const { acme, as, visitor } = await createTestKit()
    const { id: contactId } = await acme.contacts.create({ name: 'Ada' })
    const writer = as('support', 'usr_1')
    const { id } = await writer.contacts.addNote({ contactId, text: 'First' })
    await expect(as('support', 'usr_2').contacts.editNote({ id, text: 'Other' })).rejects.toMatchObject({ code: 'note_not_yours' })
    expect(await writer.contacts.editNote({ id, text: 'Second' })).toMatchObject({ text: 'Second', editedAt: expect.any(String) })
    await acme.contacts.removeNote({ id })
    expect((await acme.contacts.notes({ contactId })).data).toEqual([])
    await expect(writer.contacts.editNote({ id, text: 'Third' })).rejects.toMatchObject({ code: 'note_not_found' })
    await expect(visitor.contacts.addNote({ contactId, text: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(writer.contacts.addNote({ contactId, text: '  \n ' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
