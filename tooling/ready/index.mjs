import { ensureBuilt, ensureDeclared } from './compile.mjs'
import { ensureInstalled } from './install.mjs'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inTurn } from './turn.mjs'
import { root, running } from './workspace.mjs'

/** Progress goes to standard error: standard output belongs to answers. */
export const say = (line) => process.stderr.write(`[startupkit] ${line}\n`)

/** Brings the clone to where it can run: dependencies and built JavaScript. Nothing to do costs a hash over the sources. */
export const readyToRun = () =>
  inTurn(async () => {
    await ensureInstalled('run', say)
    await ensureBuilt(running, say)
  }, say)

/** Everything installed, nothing built: what looking at sources needs. */
export const readyToLook = () => inTurn(() => ensureInstalled('all', say), say)

/** Core and server built, for what asks them in process. */
export const readyToAnswer = () =>
  inTurn(async () => {
    await ensureInstalled('run', say)
    await ensureBuilt(['@startupkit/server'], say)
  }, say)

/** Everything installed and built: what tests need. */
export const readyToTest = () =>
  inTurn(async () => {
    await ensureInstalled('all', say)
    await ensureBuilt(running, say)
  }, say)

/** The server serves the widgets' files and may not import them: the package that is published has a copy. */
function copyWidgets() {
  const copy = join(root, 'packages/server/dist/embed')
  rmSync(copy, { recursive: true, force: true })
  cpSync(join(root, 'packages/widgets/dist/embed'), copy, { recursive: true })
}

/** The same with type declarations: what publishing needs. */
export const readyToPublish = () =>
  inTurn(async () => {
    await ensureInstalled('all', say)
    await ensureBuilt(running, say)
    await ensureDeclared(say)
    copyWidgets()
  }, say)
