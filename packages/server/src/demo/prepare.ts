import { hash, type JobKind } from '@startupkit/core/plumbing'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findKey } from '../control/look-up.js'
import { createWorkspace } from '../control/workspaces.js'
import type { Handler } from '../handler.js'
import { prepareDemo } from './generate.js'
import { importLegacy } from './import-legacy.js'
import { defineStep, type DemoStep } from './steps.js'

/** The two businesses of the demo: a lively one, and the old platform's as it was imported. */
const demoWorkspaces = [
  { slug: 'demo', name: 'Larkspur Books' },
  { slug: 'legacy', name: 'Legacy import' },
] as const

const demoSteps: readonly DemoStep[] = [
  defineStep('legacy', 'legacy', importLegacy),
  defineStep('demo', 'demo', (kit, { at, report, signal }) =>
    prepareDemo(kit, { seed: 20_260_127, end: at, signal, onProgress: ({ step, done, total }) => report({ done, total, message: step }) })),
]

/** Where the demo owner's key is kept, readable by the owner of the data folder alone. */
export const demoKeyFile = (dataDir: string): string => join(dataDir, 'demo-key')

/** Each step of the preparation as a job of the control database: it survives a kill, and its dedupe key keeps it from being done twice. */
export const demoJobs = (handler: Handler, signal: AbortSignal): readonly JobKind[] => demoSteps.map((step) => step.job(handler, signal))

async function liveKey(handler: Handler, file: string): Promise<string | null> {
  const control = await handler.control()
  const kept = await readFile(file, 'utf8').then((text) => text.trim(), () => null)
  if (kept === null || kept === '') return null
  await chmod(file, 0o600)
  return (await control.ask(findKey, { hash: hash(kept) })) === null ? null : kept
}

async function makeKey(handler: Handler, workspaceId: string, file: string): Promise<string> {
  const { secret } = await handler.createKey({ workspaceId, kind: 'sk', name: 'Demo owner (this machine only)', demoOwner: true })
  const partial = `${file}.partial`
  await writeFile(partial, `${secret}\n`, { mode: 0o600 })
  await rename(partial, file)
  return secret
}

/** Says what is still to come, before anybody can ask: nothing is ready until it is. */
export const announceDemo = ({ preparation }: Handler): void => demoSteps.forEach((step) => preparation.report(step.name, { state: 'waiting' }))

/** Makes sure of both demo workspaces and the key, and puts what is left of the preparation on the list of jobs. Answers the key. */
export async function startDemo(handler: Handler, dataDir: string): Promise<string> {
  const control = await handler.control()
  const ids: Record<string, string> = {}
  for (const { slug, name } of demoWorkspaces) ids[slug] = (await control.place(slug))?.id ?? (await control.ask(createWorkspace, { slug, name, mode: 'demo' })).id
  const file = demoKeyFile(dataDir)
  const key = (await liveKey(handler, file)) ?? (await makeKey(handler, ids['demo']!, file))
  for (const step of demoSteps) await step.schedule(handler, ids[step.workspace]!)
  return key
}
