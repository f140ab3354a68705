import * as z from 'zod'

type Step = string | number | { option: number }
/** A place in an input, with the schema of what stands there. */
export type Place = { steps: readonly Step[]; schema: z.ZodType }

/** The schema behind what makes it optional, nullable or gives it a default. */
export function bare(schema: z.ZodType): z.ZodType {
  const wrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodReadonly
  return wrapped ? bare(schema.unwrap() as z.ZodType) : schema
}

const shapeOf = (schema: z.ZodObject) => Object.entries(schema.shape as Record<string, z.ZodType>)
const optionsOf = (schema: z.ZodUnion) => schema.options as z.ZodType[]
const itemsOf = (schema: z.ZodTuple) => schema.def.items as unknown as z.ZodType[]

const samples: readonly unknown[] = [
  'sample', 'USD', '2026-01-05', '2026-01-05T00:00:00Z', '2026-01', 'ada@example.com', 'Europe/Berlin', '+49301234567', 'DE', '10', '123456', 'https://example.com', 1, 1_000, 0.5, true, null,
]

/** The plainest value that a schema takes. */
export function sampleOf(schema: z.ZodType): unknown {
  const one = bare(schema)
  if (one instanceof z.ZodObject) return Object.fromEntries(shapeOf(one).flatMap(([name, field]) => (field.safeParse(undefined).success ? [] : [[name, sampleOf(field)]])))
  if (one instanceof z.ZodArray) return [1, 2, 3].map((length) => Array.from({ length }, () => sampleOf(one.element as z.ZodType))).find((list) => one.safeParse(list).success) ?? [sampleOf(one.element as z.ZodType)]
  if (one instanceof z.ZodTuple) return itemsOf(one).map((item, at) => (item instanceof z.ZodString ? `sample-${at}` : sampleOf(item)))
  if (one instanceof z.ZodUnion) return optionsOf(one).map(sampleOf).find((value) => one.safeParse(value).success)
  if (one instanceof z.ZodRecord) return {}
  if (one instanceof z.ZodEnum) return one.options[0]
  if (one instanceof z.ZodLiteral) return one.value
  return samples.find((value) => one.safeParse(value).success)
}

/** Every place of an input, however deep. */
export function placesOf(schema: z.ZodType, steps: readonly Step[] = []): Place[] {
  const one = bare(schema)
  const here: Place[] = steps.length === 0 || typeof steps.at(-1) === 'object' ? [] : [{ steps, schema }]
  if (one instanceof z.ZodObject) return [...here, ...shapeOf(one).flatMap(([name, field]) => placesOf(field, [...steps, name]))]
  if (one instanceof z.ZodArray) return [...here, ...placesOf(one.element as z.ZodType, [...steps, 0])]
  if (one instanceof z.ZodTuple) return [...here, ...itemsOf(one).flatMap((item, at) => placesOf(item, [...steps, at]))]
  if (one instanceof z.ZodUnion) return [...here, ...optionsOf(one).flatMap((option, at) => (bare(option) instanceof z.ZodObject ? placesOf(option, [...steps, { option: at }]) : []))]
  return here
}

/** An input with another value at one place. What leads there is made where the input has none. */
export function place(schema: z.ZodType, input: unknown, steps: readonly Step[], value: unknown): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return value
  const one = bare(schema)
  if (typeof step === 'object') {
    const option = optionsOf(one as z.ZodUnion)[step.option]!
    return place(option, option.safeParse(input).success ? input : sampleOf(option), rest, value)
  }
  const whole = input ?? sampleOf(one)
  if (typeof step === 'string') {
    const field = (one as z.ZodObject).shape[step] as z.ZodType
    return { ...(whole as object), [step]: place(field, (whole as Record<string, unknown>)[step], rest, value) }
  }
  const item = one instanceof z.ZodTuple ? itemsOf(one)[step]! : ((one as z.ZodArray).element as z.ZodType)
  return Object.assign([...(whole as unknown[])], { [step]: place(item, (whole as unknown[])[step], rest, value) })
}

export const nameOf = ({ steps }: Place) => steps.filter((step) => typeof step !== 'object').join('.')

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

/** JSON texts that no field takes, with the code that says why. */
export const unreadable: readonly [text: string, code: string][] = [
  ['NaN', 'malformed_json'], ['1e309', 'json_number_out_of_range'], ['"a\\u0000b"', 'text_not_storable'], ['"a\\ud800b"', 'text_not_storable'], [nested(40), 'json_too_deep'], ['{"__proto__":1}', 'json_forbidden_key'],
]

/** JSON texts that most fields refuse; none may break anything where one does not. */
export const unlikely: readonly string[] = [
  'null', 'true', '{}', '[]', '[null]', '{"a":{"b":[1]}}', '{"constructor":1}', '""', '"sample"', '" "', '-1', '0', '0.5', '-0.5', '9007199254740991', '-9007199254740991', '"-1"', '"ABC"', '"usd"',
  '"2026-02-30"', '"0000-01-01"', '"0001-01-01"', '"9999-12-31"', '"0000-01"', '"9999-12"', '"0000-01-01T00:00:00Z"', '"9999-12-31T23:59:59-14:00"', '"+275760-09-14"', '"%_\\"*("', '"OR NOT"', JSON.stringify('’'), JSON.stringify('x'.repeat(20_000)),
]
