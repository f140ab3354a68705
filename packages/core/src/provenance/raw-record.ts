/** A record as it came in, and the pieces of its text that hold the named fields. */
export function rawOf(source: string, body: string | null, keys: readonly string[]): { source: string; received: boolean; body: string; marks: string[] } | null {
  if (body === null) return null
  const marks = keys.flatMap((key) => {
    const found = new RegExp(`"${key}"\\s*:\\s*("(?:\\\\.|[^"\\\\])*"|-?[\\d.eE+-]+|true|false|null)`).exec(body)
    return found ? [found[0]] : []
  })
  return { source, received: true, body: body.slice(0, 20_000), marks }
}
