import { kitErrors } from '@startupkit/core/plumbing'
import * as z from 'zod'
import { serverErrors } from './errors.js'

type Shape = { as: 'text' | 'number' | 'boolean' } | { as: 'list'; of: Shape } | { as: 'record'; of(key: string): Shape }

/** What a query parameter of this schema is written as. Wrappers (optional, default, nullable) are looked through. */
function shapeOf(schema: z.ZodType): Shape {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodReadonly) {
    return shapeOf(schema.unwrap() as z.ZodType)
  }
  if (schema instanceof z.ZodArray) return { as: 'list', of: shapeOf(schema.element as z.ZodType) }
  if (schema instanceof z.ZodRecord) {
    const value = shapeOf(schema.valueType as z.ZodType)
    return { as: 'record', of: () => value }
  }
  if (schema instanceof z.ZodObject) {
    const members = new Map(Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, one]) => [name, shapeOf(one)]))
    return { as: 'record', of: (key) => members.get(key) ?? { as: 'text' } }
  }
  if (schema instanceof z.ZodUnion) {
    const choices = (schema.options as z.ZodType[]).map(shapeOf)
    const records = choices.flatMap((choice) => (choice.as === 'record' ? [choice] : []))
    if (records.length === choices.length) return { as: 'record', of: (key) => records.map((one) => one.of(key)).find((one) => one.as !== 'text') ?? { as: 'text' } }
  }
  if (schema instanceof z.ZodNumber) return { as: 'number' }
  if (schema instanceof z.ZodBoolean) return { as: 'boolean' }
  return { as: 'text' }
}

const numeral = /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,15})?$/

/** Text that says no number or truth value stays text: the operation's schema then says what it wanted. */
function read(text: string, shape: Shape): unknown {
  if (shape.as === 'number' && numeral.test(text)) return Number(text)
  if (shape.as === 'boolean' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}

/** The fields of an operation's input, as far as they can stand in an address. */
export const fieldsOf = (input: z.ZodType): Record<string, z.ZodType> => (input instanceof z.ZodObject ? (input.shape as Record<string, z.ZodType>) : {})

const member = /^([^[\]]+)\[([^[\]]+)\]$/

const issue = (path: string, code: string, message: string) => kitErrors.invalid_input({}, { issues: [{ path: path.slice(0, 100), code, message }] })

/**
 * Reads query strings for one operation: `limit=20` is a number where the schema wants one, a list repeats its name, a record or an
 * object is `rates[EUR]=1.08`. The contract itself has no transforms, so this is the only place that knows addresses are text.
 */
export function queryReader(fields: Record<string, z.ZodType>): (params: URLSearchParams) => Record<string, unknown> {
  const shapes = new Map(Object.entries(fields).map(([name, schema]) => [name, shapeOf(schema)]))
  return (params) => {
    const input = new Map<string, unknown>()
    for (const name of new Set(params.keys())) {
      const values = params.getAll(name)
      if (name.includes('\0') || values.some((value) => value.includes('\0'))) throw serverErrors.text_not_storable()
      const [, field = name, key] = member.exec(name) ?? []
      const shape = shapes.get(field)
      if (!shape || (key !== undefined) !== (shape.as === 'record') || key === '__proto__') throw issue(name, 'unknown_field', 'There is no such parameter.')
      if (shape.as === 'list') input.set(name, values.map((value) => read(value, shape.of)))
      else if (values.length > 1) throw issue(name, 'repeated', 'Give this parameter once.')
      else if (shape.as === 'record') input.set(field, { ...(input.get(field) as object | undefined), [key!]: read(values[0]!, shape.of(key!)) })
      else input.set(name, read(values[0]!, shape))
    }
    return Object.fromEntries(input)
  }
}
