import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, Id, staff } from '../foundation/index.js'
import { Contact, Touch } from './schemas.js'
import { contactTouches } from './tables.js'
import { findContact, livingCards } from './to-contact.js'
import { keepTouches } from './touches.js'

export const recordTouch = defineOperation({
  name: 'contacts.touch',
  summary: 'Say how somebody came; only the first counts, and it is kept for ever',
  access: 'write',
  allow: staff,
  input: z.strictObject({ contactId: Id, touch: Touch }),
  output: Contact,
  async run(ctx, { contactId, touch }) {
    const [card] = await livingCards(ctx, [contactId])
    const id = card!.row.id
    const read = async () => JSON.stringify(await ctx.tx.select().from(contactTouches).where(eq(contactTouches.contactId, id)))
    const before = await read()
    await keepTouches(ctx, [{ contactId: id, touch, fresh: false }])
    if ((await read()) !== before) await ctx.emit('contact.updated', { contactId: id, fields: ['firstTouch'] })
    const { mergedFrom: _, ...contact } = await findContact(ctx, id)
    return contact
  },
})
