import { expect, fixture, html } from '@open-wc/testing'
import type { Api } from '../../../api.js'
import { answering, business, deepText, never, pageOf, refusal, soon, workspace } from '../../../testing/answers.js'
import type { DeadJob, ServerHealth, SystemHealth } from '../../../wire.js'
import './app-system.js'
import type { AppSystem } from './app-system.js'

const health = (dead = 0): SystemHealth => ({
  database: { bytes: 12_400_000 }, facts: 4_321,
  jobs: { dead, due: 2, ready: 3, running: 1, oldestDueAt: '2026-11-22T08:00:00.000Z', kinds: [{ kind: 'webhooks.send', ready: 3, running: 1, dead, lastError: dead ? 'webhook_sending_unavailable' : null }] },
  schema: { version: '0009_webhooks', steps: 10, at: '2026-11-01T08:00:00.000Z' },
})
const server: ServerHealth = { version: '0.3.0', node: 'v20.20.0', timeZoneData: '2026a', startedAt: '2026-11-22T08:00:00.000Z', uptimeSeconds: 90_000, memoryBytes: 180_000_000, liveConnections: 2, eventLoopDelayMs: 12.4, backupEveryHours: 24, lastBackup: { at: '2026-11-22T08:00:00.000Z', ok: true, bytes: 9_000_000, databases: 2 } }
const job: DeadJob = { id: 'job_1', kind: 'webhooks.send', attempts: 8, code: 'webhook_sending_unavailable', createdAt: '2026-11-21T08:00:00.000Z', deadAt: '2026-11-22T08:00:00.000Z' }
const mails = { list: pageOf(), check: () => Promise.resolve({ ok: false, from: 'a@b.example', via: 'own', steps: [{ step: 'resolve', ok: true, message: 'The name leads to 203.0.113.9.' }, { step: 'connect', ok: false, message: 'Nobody answers on port 587.' }] }) }
const known = (system: object = {}) => answering({ system: { health: () => Promise.resolve(health()), server: () => Promise.resolve(server), jobs: pageOf(job), ...system }, webhooks: { endpoints: pageOf() }, mail: mails })

async function show(api: Api): Promise<AppSystem> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main><app-system .api=${api} .business=${business} .workspace=${workspace}></app-system></main>`)
  await soon()
  return main.firstElementChild as AppSystem
}
const text = (page: Element) => deepText(page).replaceAll(/\s+/g, ' ')
const button = (root: Element, words: string) => [...root.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent!.includes(words))!

describe('the health of the system', () => {
  it('can be read by everybody, in every state that is drawn', async () => {
    const dead = { health: () => Promise.resolve(health(1)) }
    const never0 = { health: never, server: never }
    const none = { server: () => Promise.resolve({ ...server, lastBackup: null, eventLoopDelayMs: 700 }) }
    for (const system of [{}, dead, never0, none, { health: refusal('forbidden'), server: refusal('forbidden') }, { server: refusal('unavailable') }]) await expect(await show(known(system))).to.be.accessible()
  })

  it('says what somebody asks who is asked why', async () => {
    expect(text(await show(known()))).to.contain('1 day 1 hour').and.to.contain('12.4 MB').and.to.contain('0009_webhooks').and.to.contain('2 connections').and.to.contain('2 databases, 9.0 MB').and.to.contain('v20.20.0').and.to.contain('None failed')
  })

  it('is politely closed to who may not see it', async () => {
    const words = text(await show(known({ health: refusal('forbidden'), server: refusal('forbidden') })))
    expect(words).to.contain('not open to you').and.not.to.contain('Up for')
  })

  it('tries a job again that was given up', async () => {
    let [tried, dead]: [unknown, number] = [undefined, 1]
    const page = await show(known({ health: () => Promise.resolve(health(dead)), retryJob: (input: unknown) => ((tried = input), (dead = 0), Promise.resolve({ id: 'job_1', kind: job.kind })) }))
    const jobs = page.shadowRoot!.querySelector('app-dead-jobs')!
    expect(text(jobs)).to.contain('webhook_sending_unavailable')
    button(jobs, 'Try again').click()
    await soon()
    expect(tried).to.deep.equal({ id: 'job_1' })
    expect(page.shadowRoot!.querySelector('app-dead-jobs')).to.equal(null)
  })

  it('tries the way that mail leaves by, when asked', async () => {
    const page = await show(known())
    expect(text(page)).to.not.contain('port 587')
    button(page, 'Try the way').click()
    await soon()
    expect(text(page)).to.contain('Does not work').and.to.contain('Nobody answers on port 587.')
    await expect(page).to.be.accessible()
  })
})
