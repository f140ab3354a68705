import type { Kit } from '@startupkit/core'
import { defineJob, defineOperation, kitErrors, schedule, type JobKind } from '@startupkit/core/plumbing'
import * as z from 'zod'
import type { Handler } from '../handler.js'

export type Progress = { done: number; total: number | null; message: string }

/** What one step does to the kit of its workspace. `at` is when the step was put on the list, in ms: a run after a kill ends in the same state as the first would have. */
export type Work = (kit: Kit, context: { at: number; handler: Handler; workspaceId: string; report(progress: Progress): void; signal: AbortSignal }) => Promise<void>

export type DemoStep = {
  name: string
  workspace: 'demo' | 'legacy'
  job(handler: Handler, signal: AbortSignal): JobKind
  schedule(handler: Handler, workspaceId: string): Promise<void>
}

/** The kinds of all steps: they write to workspaces of the demo, and nobody outside hears of it. */
export const stepKinds = { kind: 'demo.*', reach: 'always' } as const

const leaseMs = 30_000

const whole = (handler: Handler, name: string) => {
  const total = handler.preparation.tasks().find((task) => task.name === name)?.total
  return total ? { done: total } : {}
}

/** One step, as a job. Its name holds the version of what it makes: a new version is a new step, made once more. */
export function defineStep(name: string, workspace: DemoStep['workspace'], work: Work): DemoStep {
  const kind = `demo.${name}`
  const job = (handler: Handler, signal: AbortSignal): JobKind =>
    defineJob({
      kind,
      reach: stepKinds.reach,
      leaseMs,
      maxAttempts: 1_000_000, // a demo that was stopped often is not hopeless
      async run(_ctx, payload) {
        const lease = await handler.lease(String(payload['workspaceId']))
        try {
          handler.preparation.report(name, { state: 'running' })
          await work(lease.kit, { handler, workspaceId: lease.workspaceId, at: Number(payload['at']), report: (progress) => handler.preparation.report(name, { state: 'running', ...progress }), signal })
          handler.preparation.report(name, { state: 'done', message: '', ...whole(handler, name) })
        } catch (error) {
          if (signal.aborted) throw kitErrors.kit_closed() // stopped, not failed: it goes on at the next start without waiting
          handler.preparation.report(name, { state: 'failed', message: error instanceof Error ? error.message : String(error) })
          throw error
        } finally {
          lease.release()
        }
      },
    })
  const put = (workspaceId: string, jobKind: JobKind) =>
    defineOperation({
      name: 'demo.schedule',
      summary: 'Put a step of the demo on the list',
      access: 'write',
      allow: ['system'],
      input: z.strictObject({}),
      output: z.boolean(),
      run: async (ctx) => (await schedule(ctx, { kind: jobKind, subject: workspaceId, payload: { workspaceId, at: ctx.now() }, dedupeKey: kind })) !== null,
    })
  return {
    name,
    workspace,
    job,
    async schedule(handler, workspaceId) {
      const control = await handler.control()
      handler.preparation.report(name, { state: 'waiting' })
      const fresh = await control.ask(put(workspaceId, job(handler, new AbortController().signal)), {})
      if (!fresh && (await control.jobState(kind)) === 'done') handler.preparation.report(name, { state: 'done' })
    },
  }
}

