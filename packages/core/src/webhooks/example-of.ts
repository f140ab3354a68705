type Json = { type?: string | string[]; enum?: unknown[]; const?: unknown; anyOf?: Json[]; oneOf?: Json[]; properties?: Record<string, Json>; items?: Json; pattern?: string; format?: string; minimum?: number }

const prefixes: Record<string, string> = {
  absorbed: 'con', account: 'acc', contact: 'con', entry: 'led', reverses: 'led', journal: 'jnl', merge: 'mrg', review: 'rev', subscription: 'sub', member: 'tea', mentions: 'tea', note: 'not', mail: 'mal',
  import: 'imp', endpoint: 'whk', user: 'usr', notification: 'ntf',
}
const words: Record<string, string> = { number: 'TXN-2026-000001', firstNumber: 'TXN-2026-000001', lastNumber: 'TXN-2026-000025', currency: 'USD', source: 'manual', type: 'one_time_payment', room: 'business' }

function textFor(name: string): string {
  const prefix = prefixes[name.replace(/Ids?$/, '')]
  return prefix ? `${prefix}_01k9zq3v8sf2t7y4m6xw0hdr5c` : (words[name] ?? 'example')
}

/** A plain value of a JSON Schema, for people to read: ids look like ids, the rest is as short as it may be. */
export function exampleOf(schema: Json, name = ''): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const either = schema.anyOf ?? schema.oneOf
  if (either) return exampleOf(either.find(({ type }) => type !== 'null') ?? either[0]!, name)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'object': return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, value]) => [key, exampleOf(value, key)]))
    case 'array': return schema.items ? [exampleOf(schema.items, name)] : []
    case 'integer': case 'number': return name === 'amount' ? 4_900 : 1
    case 'boolean': return true
    case 'null': return null
    default: return schema.format === 'date-time' ? '2026-01-19T09:30:00.000Z' : textFor(name)
  }
}
