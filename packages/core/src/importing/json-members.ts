const blanks = new Set([' ', '\t', '\n', '\r'])

/**
 * The value of a top-level member as it is written in valid JSON of an object: `4900.0` stays `4900.0`, which a parsed float has forgotten.
 * The last one counts where a name stands twice, as with JSON.parse. Undefined where there is none.
 */
export function memberText(json: string, name: string): string | undefined {
  let found: string | undefined
  let at = skipBlanks(json, json.indexOf('{') + 1)
  while (at < json.length && json[at] !== '}') {
    const nameEnd = stringEnd(json, at)
    const written = json.slice(at + 1, nameEnd - 1)
    const start = skipBlanks(json, skipBlanks(json, nameEnd) + 1)
    const end = valueEnd(json, start)
    if (written === name || (written.includes('\\') && JSON.parse(`"${written}"`) === name)) found = json.slice(start, end)
    at = skipBlanks(json, end)
    if (json[at] === ',') at = skipBlanks(json, at + 1)
  }
  return found
}

function skipBlanks(json: string, at: number): number {
  while (blanks.has(json[at]!)) at++
  return at
}

/** The place after the closing quote of the string that starts at a place. */
function stringEnd(json: string, at: number): number {
  for (let quote = json.indexOf('"', at + 1); ; quote = json.indexOf('"', quote + 1)) {
    if (quote < 0) return json.length
    let slashes = 0
    while (json[quote - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return quote + 1
  }
}

function valueEnd(json: string, start: number): number {
  const first = json[start]
  if (first === '"') return stringEnd(json, start)
  let at = start
  if (first !== '{' && first !== '[') {
    while (at < json.length && json[at] !== ',' && json[at] !== '}' && !blanks.has(json[at]!)) at++
    return at
  }
  for (let depth = 0; at < json.length; ) {
    const char = json[at]
    if (char === '"') {
      at = stringEnd(json, at)
      continue
    }
    at++
    if (char === '{' || char === '[') depth++
    else if ((char === '}' || char === ']') && --depth === 0) return at
  }
  return at
}
