import { expect, fixture, html, oneEvent } from '@open-wc/testing'
import type { Api } from '../../api.js'
import '../../shell/app-bell.js'
import { answering, business, deepText, never, pageOf, refusal, soon, workspace } from '../../testing/answers.js'
import type { Notification, NotificationPreferences } from '../../wire.js'
import '../settings/notifications/app-own-notifications.js'
import './app-notifications.js'
import type { AppNotifications } from './app-notifications.js'

const told = (more: Partial<Notification> = {}): Notification => ({ id: 'ntf_1', kind: 'mention', title: 'Ada mentioned you', text: 'In a note about Devan Pillai.', subject: 'con_1', path: '/contacts/con_1', createdAt: '2026-11-23T08:00:00.000Z', readAt: null, ...more })
const chosen: NotificationPreferences = {
  kinds: [{ kind: 'mention', summary: 'Somebody mentions you in a note', bell: true, mail: 'at_once', push: true, isUsual: true }, { kind: 'payment_failed', summary: 'A subscription’s payment fails', bell: true, mail: 'digest', push: false, isUsual: true }],
  digestHour: 8, timeZone: 'UTC', locale: 'en', mutedUntil: null, push: { publicKey: 'BKey' },
}

async function show(api: Api, search = ''): Promise<AppNotifications> {
  document.querySelector('main')?.remove()
  const main = await fixture(html`<main><app-notifications .api=${api} .business=${business} .workspace=${workspace} .search=${search}></app-notifications></main>`)
  await soon()
  return main.firstElementChild as AppNotifications
}

describe('the notifications', () => {
  it('can be read by everybody, in every state that is drawn', async () => {
    for (const list of [pageOf(told(), told({ id: 'ntf_2', readAt: '2026-11-23T09:00:00.000Z', path: null })), pageOf(), never, refusal('unavailable'), refusal('forbidden')]) await expect(await show(answering({ notifications: { list } }))).to.be.accessible()
  })

  it('lead to what they are about, and are read by that', async () => {
    let read: unknown
    const page = await show(answering({ notifications: { list: pageOf(told()), markRead: (input: unknown) => ((read = input), Promise.resolve({ unread: 0 })) } }))
    const link = page.shadowRoot!.querySelector<HTMLAnchorElement>('a.told')!
    expect(link.getAttribute('href')).to.equal('/w/demo/contacts/con_1')
    link.addEventListener('click', (event) => event.preventDefault())
    link.click()
    expect(read).to.deep.equal({ ids: ['ntf_1'] })
  })

  it('are marked as read up to the newest that was shown', async () => {
    let read: unknown
    const page = await show(answering({ notifications: { list: pageOf(told(), told({ id: 'ntf_0', createdAt: '2026-11-22T08:00:00.000Z' })), markRead: (input: unknown) => ((read = input), Promise.resolve({ unread: 0 })) } }))
    ;[...page.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent?.includes('Mark all'))!.click()
    await soon()
    expect(read).to.deep.equal({ until: '2026-11-23T08:00:00.000Z' })
  })

  it('show the new ones alone by an address', async () => {
    const page = await show(answering({ notifications: { list: pageOf(told()) } }))
    setTimeout(() => [...page.shadowRoot!.querySelectorAll('button')].find((one) => one.textContent === 'New')!.click())
    expect((await oneEvent(window, 'app-go')).detail.address).to.equal('/w/demo/notifications?show=new')
  })
})

describe('the bell', () => {
  it('says how many are new, and shows them', async () => {
    document.querySelector('main')?.remove()
    const api = answering({ notifications: { list: pageOf(told()) } })
    const bell = await fixture(html`<app-bell .session=${{ api, business, workspace }} .unread=${3}></app-bell>`)
    const button = bell.shadowRoot!.querySelector<HTMLButtonElement>('.bell')!
    expect(button.getAttribute('aria-label')).to.equal('Notifications, 3 new')
    button.click()
    await soon()
    expect(deepText(bell)).to.contain('Ada mentioned you')
    await expect(bell).to.be.accessible()
  })
})

describe('what somebody is told', () => {
  const own = async (api: Api) => {
    document.querySelector('main')?.remove()
    const main = await fixture(html`<main><app-own-notifications .api=${api}></app-own-notifications></main>`)
    await soon()
    return main.firstElementChild!
  }

  it('can be chosen by everybody, in every state that is drawn', async () => {
    const browsers = () => Promise.resolve({ data: [{ id: 'psh_1', label: 'Firefox on Linux', createdAt: '2026-11-01T00:00:00.000Z', lastSentAt: null }] })
    for (const preferences of [() => Promise.resolve(chosen), () => Promise.resolve({ ...chosen, mutedUntil: '2026-11-24T00:00:00.000Z', push: { publicKey: null } }), never, refusal('unavailable'), refusal('forbidden')]) await expect(await own(answering({ notifications: { preferences, browsers } }))).to.be.accessible()
  })

  it('is saved choice by choice', async () => {
    const saved: unknown[] = []
    const element = await own(answering({ notifications: { preferences: () => Promise.resolve(chosen), browsers: () => Promise.resolve({ data: [] }), setPreferences: (input: unknown) => (saved.push(input), Promise.resolve(chosen)) } }))
    const select = element.shadowRoot!.querySelector<HTMLSelectElement>('select[aria-label^="Mail: A subscription"]')!
    select.value = 'off'
    select.dispatchEvent(new Event('change'))
    await soon()
    expect(saved).to.deep.equal([{ kinds: [{ kind: 'payment_failed', bell: true, mail: 'off', push: false }] }])
  })
})
