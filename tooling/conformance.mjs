// npm run --silent conformance -- AREA FILE [flags] > answers.json: answers every case through the built kit. --score compares with `expected`.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { readyToAnswer, say } from './ready/index.mjs'
import { differences } from './conformance/compare.mjs'

const here = new URL('conformance/', import.meta.url)
const areas = readdirSync(here).map((file) => /^([a-z-]+)\.area\.mjs$/.exec(file)?.[1]).filter(Boolean)

const words = process.argv.slice(2)
const flags = new Set(words.filter((word) => word.startsWith('--')))
const [area, path] = words.filter((word) => !word.startsWith('--'))
if (!area || !path || !areas.includes(area) || !existsSync(path)) {
  if (area && !areas.includes(area)) say(`there is no area ${area} yet`)
  else if (path && !existsSync(path)) say(`${path} does not exist`)
  say(`npm run --silent conformance -- AREA FILE   (areas: ${areas.join(', ')})`)
  process.exit(2)
}

try {
  await readyToAnswer()
  const { readCases, answerCases } = await import(new URL(`${area}.area.mjs`, here).href)
  const file = resolve(path)
  const cases = readCases ? readCases(file) : JSON.parse(readFileSync(file, 'utf8'))
  const began = Date.now()
  const answers = []
  for await (const answer of answerCases(cases, { flags, say })) {
    answers.push(answer)
    if (answers.length % 100 === 0) say(`${answers.length} of ${cases.length} answered`)
  }
  say(`${answers.length} of ${cases.length} cases answered in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  if (answers.length !== cases.length) process.exitCode = 1
  if (flags.has('--score')) score(cases, answers)
  else process.stdout.write(`${JSON.stringify(answers, null, 1)}\n`)
} catch (problem) {
  say(problem.stack ?? problem.message)
  process.exit(1)
}

function score(cases, answers) {
  let right = 0
  let compared = 0
  cases.forEach((one, at) => {
    if (one.expected === undefined) return
    compared++
    const { answer, error } = answers[at]
    const wrong = error === undefined ? differences(one.expected, answer) : [`threw ${error}`]
    if (wrong.length === 0) right++
    else console.log([`✗ ${one.id}${one.input?.title ? ` (${one.input.title})` : ''}`, ...wrong.map((line) => `    ${line}`)].join('\n'))
  })
  console.log(`${area}: ${right} of ${compared} cases right`)
  if (right < compared || compared === 0) process.exitCode = 1
}
