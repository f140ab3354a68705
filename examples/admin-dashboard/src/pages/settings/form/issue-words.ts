const words: [RegExp, (...found: string[]) => string][] = [
  [/^Too small: expected (?:string|array)/, () => 'This is missing.'],
  [/^Too big: expected string to have <=(\d+)/, (_, most) => `At most ${Number(most).toLocaleString('en')} characters.`],
  [/^Too big: expected array to have <=(\d+)/, (_, most) => `At most ${most} of them.`],
  [/^Too small: expected (?:number|int) to be >=?(-?\d+)/, (_, least) => `At least ${Number(least).toLocaleString('en')}.`],
  [/^Too big: expected (?:number|int) to be <=?(-?\d+)/, (_, most) => `At most ${Number(most).toLocaleString('en')}.`],
  [/^Invalid input: expected (?:int|number)/, () => 'A whole number is missing.'],
  [/^Invalid input: expected string/, () => 'This is missing.'],
  [/^Invalid email address/, () => 'Not an e-mail address.'],
]

/** What the schema says of a field, as somebody would say it. Sentences of our own stay. */
export function issueWords(message: string): string {
  for (const [pattern, say] of words) {
    const found = pattern.exec(message)
    if (found) return say(...found)
  }
  return message
}
