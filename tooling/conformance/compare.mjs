const fold = (text) => text.replaceAll(/\s+/g, ' ').trim()
const show = (value) => (value === undefined ? 'nothing' : JSON.stringify(value))

/**
 * Names every field of `expected` that the answer does not have just so. Keys that are not expected are not compared, lists are
 * compared whole and in order, text after folding white space, everything else exactly.
 * @returns {string[]}
 */
export function differences(expected, answer, at = '') {
  const here = at || 'answer'
  if (typeof expected === 'string' && typeof answer === 'string') return fold(expected) === fold(answer) ? [] : [`${here}: expected ${show(expected)}, got ${show(answer)}`]
  if (Array.isArray(expected)) {
    if (!Array.isArray(answer)) return [`${here}: expected a list, got ${show(answer)}`]
    const wrong = expected.length === answer.length ? [] : [`${here}: expected ${expected.length} items, got ${answer.length}`]
    return [...wrong, ...expected.flatMap((one, index) => (index < answer.length ? differences(one, answer[index], `${at}[${index}]`) : [`${at}[${index}]: expected ${show(one)}, got nothing`]))]
  }
  if (expected !== null && typeof expected === 'object') {
    if (answer === null || typeof answer !== 'object') return [`${here}: expected ${show(expected)}, got ${show(answer)}`]
    return Object.entries(expected).flatMap(([key, value]) => differences(value, answer[key], at ? `${at}.${key}` : key))
  }
  return Object.is(expected, answer) ? [] : [`${here}: expected ${show(expected)}, got ${show(answer)}`]
}
