const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`

/**
 * What a person wants to know at the end: failures with their reason, the slowest ten, every skip by name.
 * Where `strict`, a skip that is not on the list of allowed ones is a failure: a test that quietly stops running tests nothing.
 * @param {{ suite: string, name: string, state: string, ms: number, problem?: string }[]} results
 * @param {{ allowed: Record<string, string>, strict: boolean }} options
 */
export function summarize(results, { allowed, strict }) {
  const of = (state) => results.filter((one) => one.state === state)
  const lines = []
  const skipped = of('skipped')
  const refused = skipped.filter((one) => !(one.name in allowed))
  lines.push('', 'slowest ten')
  for (const one of results.filter((one) => one.suite !== 'checks').sort((a, b) => b.ms - a.ms).slice(0, 10)) lines.push(`  ${seconds(one.ms).padStart(9)}  ${one.name}`)
  if (skipped.length) lines.push('', `skipped (${skipped.length})`)
  for (const one of skipped) lines.push(`  ${one.name}: ${allowed[one.name] ?? (strict ? 'not on tooling/allowed-skips.json, so it counts as failed' : 'not on tooling/allowed-skips.json, fails in CI')}`)
  const failed = of('failed')
  if (failed.length) lines.push('', `failed (${failed.length})`)
  for (const one of failed) lines.push(`✗ ${one.suite}: ${one.name}`, String(one.problem ?? '').split('\n').slice(0, 60).map((line) => `    ${line}`).join('\n'))
  return { text: lines.join('\n'), passed: of('passed').length, failed: failed.length + (strict ? refused.length : 0) }
}
