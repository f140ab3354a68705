import * as z from 'zod'
import { defineOperation, Id, staff } from '../foundation/index.js'
import { FoundContact } from './schemas.js'
import { findContact } from './to-contact.js'

export const getContact = defineOperation({
  name: 'contacts.get',
  summary: 'Read a contact; the id of a merged one leads to the contact it was merged into',
  access: 'read',
  allow: staff,
  input: z.strictObject({ id: Id }),
  output: FoundContact,
  run: (ctx, { id }) => findContact(ctx, id),
})
