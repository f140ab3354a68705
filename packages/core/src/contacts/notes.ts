import { and, desc, eq, inArray, isNull, lt, or } from 'drizzle-orm'
import * as z from 'zod'
import { decodeCursor, defineOperation, encodeCursor, Id, Instant, iso, pageInput, pageOf, staff, text, toPage, type ReadCtx, type WriteCtx } from '../foundation/index.js'
import { memberNames, memberOfPerson, presentMembers } from '../team/index.js'
import { contactIdsOf } from './contact-names.js'
import { contactErrors } from './errors.js'
import { contactNotes } from './tables.js'

type Row = typeof contactNotes.$inferSelect

/** What staff write about somebody for each other. `<@tea_…>` in the text mentions a member. */
export const ContactNote = z
  .object({
    id: Id,
    contactId: Id,
    text: z.string(),
    author: z.object({ role: z.string(), id: z.string(), name: z.string().nullable() }),
    mentions: z.array(z.object({ memberId: Id, name: z.string().nullable() })),
    createdAt: Instant,
    editedAt: Instant.nullable(),
  })
  .meta({ id: 'ContactNote' })
export const ContactNotePage = pageOf(ContactNote).meta({ id: 'ContactNotePage' })

const Words = text(5_000, 1).refine((value) => value.trim() !== '', { message: 'Write something.' })
const mention = /<@(tea_[0-9a-z]{1,32})>/g
const mentionedIn = (words: string): string[] => [...new Set([...words.matchAll(mention)].map((found) => found[1]!))]

async function toNotes(ctx: ReadCtx, rows: readonly Row[]) {
  const ids = [...new Set(rows.flatMap((row) => mentionedIn(row.text)))]
  const names = await memberNames(ctx, ids)
  return rows.map((row) => ({
    id: row.id, contactId: row.contactId, text: row.text, author: { role: row.authorRole, id: row.authorId, name: row.authorName },
    mentions: mentionedIn(row.text).flatMap((memberId) => (names.has(memberId) ? [{ memberId, name: names.get(memberId)! }] : [])),
    createdAt: iso(row.createdAt), editedAt: row.editedAt === null ? null : iso(row.editedAt),
  }))
}

export const listNotes = defineOperation({
  name: 'contacts.notes',
  summary: 'List what staff wrote about a contact, newest first; notes of contacts merged into it included',
  access: 'read',
  allow: staff,
  input: z.strictObject({ contactId: Id, ...pageInput }),
  output: ContactNotePage,
  async run(ctx, { contactId, limit, cursor }) {
    const ids = await contactIdsOf(ctx, contactId)
    if (ids.length === 0) throw contactErrors.contact_not_found()
    const after = decodeCursor('notes', ['number', 'text'], cursor)
    const rows = await ctx.db
      .select()
      .from(contactNotes)
      .where(and(inArray(contactNotes.contactId, ids), isNull(contactNotes.removedAt), after && or(lt(contactNotes.createdAt, after[0]), and(eq(contactNotes.createdAt, after[0]), lt(contactNotes.id, after[1])))))
      .orderBy(desc(contactNotes.createdAt), desc(contactNotes.id))
      .limit(limit + 1)
    const page = toPage(rows, limit, (row) => row, (row) => encodeCursor('notes', [row.createdAt, row.id]))
    return { ...page, data: await toNotes(ctx, page.data) }
  },
})

export const addNote = defineOperation({
  name: 'contacts.addNote',
  summary: 'Write a note about a contact, for staff alone',
  access: 'write',
  allow: staff,
  input: z.strictObject({ contactId: Id, text: Words }),
  output: ContactNote,
  async run(ctx, { contactId, text: words }) {
    const [living] = await contactIdsOf(ctx, contactId)
    if (living === undefined) throw contactErrors.contact_not_found()
    const row: Row = {
      id: ctx.newId('not'), contactId: living, authorRole: ctx.actor.role, authorId: ctx.actor.id, authorName: ctx.actor.name ?? (await memberOfPerson(ctx, ctx.actor.id))?.name ?? null, text: words, createdAt: ctx.now(), editedAt: null, removedAt: null,
    }
    await ctx.tx.insert(contactNotes).values(row)
    ctx.note({ subject: row.id, after: { contactId: living } })
    await ctx.emit('note.added', { contactId: living, noteId: row.id, mentions: await presentMembers(ctx, mentionedIn(words)) })
    return (await toNotes(ctx, [row]))[0]!
  },
})

export const editNote = defineOperation({
  name: 'contacts.editNote',
  summary: 'Change a note. Members that it mentions for the first time are told',
  access: 'write',
  allow: staff,
  input: z.strictObject({ id: Id, text: Words }),
  output: ContactNote,
  async run(ctx, { id, text: words }) {
    const before = await ownNote(ctx, id)
    const after = { ...before, text: words, editedAt: ctx.now() }
    await ctx.tx.update(contactNotes).set({ text: words, editedAt: ctx.now() }).where(eq(contactNotes.id, id))
    const known = mentionedIn(before.text)
    const fresh = await presentMembers(ctx, mentionedIn(words).filter((one) => !known.includes(one)))
    if (fresh.length > 0) await ctx.emit('note.added', { contactId: before.contactId, noteId: id, mentions: fresh })
    return (await toNotes(ctx, [after]))[0]!
  },
})

export const removeNote = defineOperation({
  name: 'contacts.removeNote',
  summary: 'Take a note away',
  access: 'write',
  allow: staff,
  input: z.strictObject({ id: Id }),
  output: z.null(),
  async run(ctx, { id }) {
    const { contactId } = await ownNote(ctx, id)
    await ctx.tx.update(contactNotes).set({ removedAt: ctx.now(), text: '' }).where(eq(contactNotes.id, id))
    ctx.note({ subject: id, before: { contactId } })
    return null
  },
})

async function ownNote(ctx: WriteCtx, id: string): Promise<Row> {
  const [row] = await ctx.tx.select().from(contactNotes).where(and(eq(contactNotes.id, id), isNull(contactNotes.removedAt)))
  if (!row) throw contactErrors.note_not_found()
  if (row.authorId !== ctx.actor.id && ctx.actor.role !== 'owner' && ctx.actor.role !== 'system') throw contactErrors.note_not_yours()
  return row
}
