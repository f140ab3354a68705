import { decodeCursor, defineOperation, encodeCursor, Id, Instant, iso, kitErrors, mailErrors, pageInput, pageOf, toPage } from '@startupkit/core/plumbing'
import type { ParsedMail } from 'mailparser'
import * as z from 'zod'
import { controlErrors } from '../control/errors.js'
import type { Ctx } from '../exchange.js'
import type { Who } from '../who.js'
import { peopleBox } from './catcher.js'

const CaughtMail = z
  .object({ id: Id, at: Instant, from: z.string(), to: z.string(), subject: z.string(), size: z.int().meta({ description: 'In bytes.' }), people: z.boolean().meta({ description: 'Of the sign-in, not of the business: shown to owners of the demo alone.' }) })
  .meta({ id: 'CaughtMail' })
const CaughtMailPage = pageOf(CaughtMail).meta({ id: 'CaughtMailPage' })
const CaughtMailContent = CaughtMail.extend({
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string(),
  html: z.string().nullable().meta({ description: 'A whole page. Show it in a frame without scripts.' }),
  attachments: z.array(z.object({ name: z.string().nullable(), type: z.string(), size: z.int() })),
}).meta({ id: 'CaughtMailContent' })

const readers = ['owner', 'support', 'system'] as const
// These read files of the server, not of a workspace's database: the routes run them.
const elsewhere = () => Promise.reject(new Error('Run by its route.'))

export const listCaught = defineOperation({
  name: 'mail.caught', summary: 'List mails that were kept on this machine instead of being sent, newest first', access: 'read', allow: readers,
  input: z.strictObject(pageInput), output: CaughtMailPage, run: elsewhere,
})
export const getCaught = defineOperation({
  name: 'mail.caughtMail', summary: 'Read a mail that was kept on this machine', access: 'read', allow: readers,
  input: z.strictObject({ id: Id }), output: CaughtMailContent, run: elsewhere,
})
export const readCaughtFile = defineOperation({
  name: 'mail.caughtFile', summary: 'Download a mail that was kept on this machine, as an .eml file', access: 'read', allow: readers,
  input: z.strictObject({ id: Id }), output: z.null(), run: elsewhere,
})
export const clearCaught = defineOperation({
  name: 'mail.deleteCaught', summary: 'Throw away the mails that were kept on this machine', access: 'write', allow: ['owner', 'system'],
  input: z.strictObject({}), output: z.object({ deleted: z.int() }), run: elsewhere,
})

/** The boxes that somebody may look into: their workspace's, and people's for owners of the demo. */
function boxesOf(c: Ctx, who: Who): string[] {
  if (!who.workspace) throw controlErrors.workspace_required()
  const isDemoOwner = c.env.settings.demo && (who.actor.role === 'owner' || who.actor.role === 'system')
  return isDemoOwner ? [who.workspace.id, peopleBox] : [who.workspace.id]
}

const addressesOf = (field: ParsedMail['to'] | ParsedMail['from']) => (Array.isArray(field) ? field : field ? [field] : []).map(({ text }) => text).join(', ')

async function parsed(id: string, { box, raw }: { box: string; raw: Buffer }): Promise<{ shown: z.output<typeof CaughtMail>; mail: ParsedMail }> {
  const { simpleParser } = await import('mailparser') // only whoever looks at caught mail waits for it to load
  const mail = await simpleParser(raw)
  return { mail, shown: { id, at: iso(mail.date?.getTime() ?? 0), from: addressesOf(mail.from), to: addressesOf(mail.to), subject: mail.subject ?? '', size: raw.length, people: box === peopleBox } }
}

export async function runListCaught(c: Ctx, who: Who, input: unknown): Promise<z.output<typeof CaughtMailPage>> {
  const { limit, cursor } = checked(listCaught.input, input)
  const { catcher } = await c.env.host
  const [after] = decodeCursor('-caught', ['text'], cursor) ?? []
  const boxes = boxesOf(c, who)
  const found = catcher ? await catcher.list(boxes, limit + 1, after) : []
  const page = toPage(found, limit, (row) => row, ({ id }) => encodeCursor('-caught', [id]))
  const data = []
  for (const { box, id } of page.data) {
    const caught = await catcher!.read([box], id)
    if (caught) data.push((await parsed(id, caught)).shown)
  }
  return { ...page, data }
}

/** The bytes of one, as they would have been sent. */
export async function readCaught(c: Ctx, who: Who, id: string): Promise<{ box: string; raw: Buffer }> {
  const { catcher } = await c.env.host
  const caught = await catcher?.read(boxesOf(c, who), id)
  if (!caught) throw mailErrors.mail_not_found({ id })
  return caught
}

export async function runGetCaught(c: Ctx, who: Who, input: unknown): Promise<z.output<typeof CaughtMailContent>> {
  const { id } = checked(getCaught.input, input)
  const { mail, shown } = await parsed(id, await readCaught(c, who, id))
  return {
    ...shown,
    headers: mail.headerLines.map(({ line }) => ({ name: line.slice(0, line.indexOf(':')), value: line.slice(line.indexOf(':') + 1).replace(/\r?\n\s+/g, ' ').trim() })),
    text: mail.text ?? '',
    html: mail.html || null,
    attachments: mail.attachments.filter(({ related }) => !related).map(({ filename, contentType, size }) => ({ name: filename ?? null, type: contentType, size })),
  }
}

export async function runClearCaught(c: Ctx, who: Who, input: unknown): Promise<{ deleted: number }> {
  checked(clearCaught.input, input)
  const { catcher } = await c.env.host
  let deleted = 0
  for (const box of catcher ? boxesOf(c, who) : []) deleted += await catcher!.clear(box)
  return { deleted }
}

function checked<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input)
  if (result.success) return result.data
  throw kitErrors.invalid_input({}, { issues: result.error.issues.map((issue) => ({ path: issue.code === 'unrecognized_keys' ? issue.keys[0]! : issue.path.join('.'), code: issue.code === 'unrecognized_keys' ? 'unknown_field' : issue.code, message: issue.message })) })
}
