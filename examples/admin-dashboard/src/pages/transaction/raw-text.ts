/** A line of a record: cuts of the text as it came, some of them marked. Together the cuts are the text without the space between its words. */
export type RawLine = { depth: number; pieces: { text: string; marked: boolean }[]; marked: boolean }

type Range = { from: number; to: number }

function rangesOf(body: string, marks: readonly string[]): Range[] {
  return marks.flatMap((mark) => {
    const from = mark ? body.indexOf(mark) : -1
    return from < 0 ? [] : [{ from, to: from + mark.length }]
  })
}

function pieces(body: string, from: number, to: number, ranges: readonly Range[]): RawLine['pieces'] {
  const cuts = [...new Set([from, to, ...ranges.flatMap((range) => [range.from, range.to])])].filter((at) => at >= from && at <= to).sort((a, b) => a - b)
  return cuts.slice(0, -1).flatMap((start, index) => {
    const end = cuts[index + 1]!
    return [{ text: body.slice(start, end), marked: ranges.some((range) => range.from <= start && range.to >= end) }]
  })
}

/** The text as its own lines. */
function plainLines(body: string, ranges: readonly Range[]): RawLine[] {
  let at = 0
  return body.split('\n').map((line) => {
    const from = at
    at += line.length + 1
    return withMark(0, pieces(body, from, from + line.length, ranges))
  })
}

const withMark = (depth: number, cut: RawLine['pieces']): RawLine => ({ depth, pieces: cut, marked: cut.some((piece) => piece.marked) })

/** Where the words of a JSON text begin and end. Only space is dropped: numbers and escapes stay as they were written. */
function cutsOf(body: string): { depth: number; from: number; to: number }[] | null {
  const cuts: { depth: number; from: number; to: number }[] = []
  let depth = 0
  let from = -1
  const end = (to: number) => {
    if (from >= 0 && to > from) cuts.push({ depth, from, to })
    from = -1
  }
  for (let at = 0; at < body.length; at++) {
    const letter = body[at]!
    if (letter === '"') {
      if (from < 0) from = at
      for (at++; at < body.length && body[at] !== '"'; at++) if (body[at] === '\\') at++
      if (at >= body.length) return null
    } else if (letter === '{' || letter === '[') {
      if (from < 0) from = at
      const empty = /^[{[]\s*[}\]]/.exec(body.slice(at, at + 200))
      if (empty) at += empty[0].length - 1
      else {
        end(at + 1)
        depth++
      }
    } else if (letter === '}' || letter === ']') {
      end(at)
      depth--
      from = at
    } else if (letter === ',') {
      end(at + 1)
    } else if (!/\s/.test(letter) && from < 0) {
      from = at
    } else if (/\s/.test(letter) && from < 0) {
      continue
    }
    if (depth < 0) return null
  }
  end(body.trimEnd().length)
  return depth === 0 ? cuts : null
}

/** A record for reading: one word of JSON a line, indented, with the pieces that were used marked. What is not JSON keeps its own lines. */
export function rawLines(body: string, marks: readonly string[]): RawLine[] {
  const ranges = rangesOf(body, marks)
  const cuts = /^\s*[{[]/.test(body) && !body.trim().includes('\n') ? cutsOf(body) : null
  return cuts ? cuts.map(({ depth, from, to }) => withMark(depth, pieces(body, from, to, ranges))) : plainLines(body, ranges)
}
