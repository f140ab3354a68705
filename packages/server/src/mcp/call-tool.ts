import { KitError } from '@startupkit/core'
import { kitErrors, streamRow } from '@startupkit/core/contract'
import { serverErrors } from '../errors.js'
import type { Ctx } from '../exchange.js'
import { sourceOf } from '../source.js'
import type { Who } from '../who.js'
import type { KnownTool } from './tools.js'

/** What a tool answers: the value, and the same as text for assistants that read no structure. */
export type ToolAnswer = { content: { type: 'text'; text: string }[]; structuredContent?: Record<string, unknown>; isError?: true }

// What an assistant can hold beside the conversation.
const mostCharacters = 60_000
const mostRows = 200

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function answerOf(output: unknown): ToolAnswer {
  const structuredContent = isRecord(output) ? output : { result: output ?? null }
  return { content: [{ type: 'text', text: JSON.stringify(structuredContent) }], structuredContent }
}

/** The first rows of what would be a file, and a sentence about the rest. */
async function firstRows(rows: AsyncIterable<unknown>): Promise<unknown> {
  const taken: unknown[] = []
  let size = 0
  let complete = true
  for await (const row of rows) {
    size += JSON.stringify(row).length
    if (taken.length >= mostRows || size > mostCharacters) {
      complete = false
      break
    }
    taken.push(row)
  }
  return { rows: taken, complete, ...(!complete && { note: `These are the first ${taken.length} rows, there are more. Narrow what you ask for, or take the whole file over HTTP.` }) }
}

/** A failure as a result that the assistant can read and act on. Only what a catalogue says goes out. */
function failureOf(c: Ctx, name: string, thrown: unknown): ToolAnswer {
  const known = thrown instanceof KitError && thrown.kind !== 'internal' ? thrown : kitErrors.internal()
  const { requestId } = c.env.exchange
  if (known.kind === 'internal') c.env.settings.log.error({ requestId, tool: name, err: thrown }, 'failed')
  const { code, message, issues } = known
  const text = [`${message} (${code})`, ...issues.map((issue) => `${issue.path}: ${issue.message}`), ...(known.kind === 'internal' ? [`Request ${requestId}`] : [])].join('\n')
  return { isError: true, content: [{ type: 'text', text }], structuredContent: { code, detail: message, ...(issues.length > 0 && { issues }), requestId } }
}

/** Runs an operation for an assistant, with the rights of its key and the same checks, limits and audit as its route. Never throws. */
export async function callTool(c: Ctx, who: Who, { tool, exposed, takesKey }: KnownTool, given: Record<string, unknown>): Promise<ToolAnswer> {
  const { idempotencyKey, ...rest } = given
  const input = takesKey ? rest : given
  const perform = (said: Record<string, unknown>, key?: string) =>
    exposed.perform(c, who, () => Promise.resolve(said), { requestId: c.env.exchange.requestId, from: sourceOf(c), ...(key !== undefined && { idempotencyKey: key }) })
  try {
    if (takesKey && idempotencyKey !== undefined && (typeof idempotencyKey !== 'string' || !/^[\x20-\x7e]{1,255}$/.test(idempotencyKey))) throw serverErrors.idempotency_key_invalid()
    const { output, done } = await perform(input, takesKey ? (idempotencyKey as string | undefined) : undefined)
    if (streamRow(exposed.operation.output)) return answerOf(await firstRows(output as AsyncIterable<unknown>).finally(done))
    let answer = answerOf(output instanceof Response ? await output.json() : output)
    // A page of large rows is asked for again, shorter: its cursor goes on from where it ends.
    if (exposed.operation.access !== 'read' || !isRecord(output) || !Array.isArray(output['data']) || !Object.hasOwn(exposed.fields, 'limit')) return answer
    for (let limit = output['data'].length >> 1; answer.content[0]!.text.length > mostCharacters && limit > 0; limit >>= 1) answer = answerOf((await perform({ ...input, limit })).output)
    return answer
  } catch (error) {
    return failureOf(c, tool.name, error)
  }
}
