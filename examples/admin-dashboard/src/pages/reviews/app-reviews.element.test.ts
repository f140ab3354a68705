import { expect, fixture, html } from '@open-wc/testing'
import type { Api } from '../../api.js'
import { answering, business, deepText, never, pageOf, refusal, soon, workspace } from '../../testing/answers.js'
import { aReview } from '../../testing/records.js'
import './app-reviews.js'
import type { AppReviews } from './app-reviews.js'

async function show(api: Api): Promise<AppReviews> {
  const main = await fixture(html`<main><app-reviews .api=${api} .business=${business} .workspace=${workspace}></app-reviews></main>`)
  await soon()
  return main.firstElementChild as AppReviews
}

describe('the merge review', () => {
  it('can be used by everybody, in every state that is drawn', async () => {
    for (const reviews of [pageOf(aReview(), aReview({ id: 'rev_2', merged: null })), pageOf(), never, refusal('unavailable'), refusal('forbidden')]) await expect(await show(answering({ contacts: { reviews } }))).to.be.accessible()
  })

  it('says in a person’s words why two may be one', async () => {
    expect(deepText(await show(answering({ contacts: { reviews: pageOf(aReview()) } })))).to.contain('Both have the same phone number and the same name.')
  })

  it('offers no merge where there can be none', async () => {
    const text = deepText(await show(answering({ contacts: { reviews: pageOf(aReview({ merged: null })) } })))
    expect(text).to.contain('your application knows them as two people').and.not.to.contain('Merge the two')
  })

  it('decides by keyboard, once', async () => {
    const decided: unknown[] = []
    const page = await show(answering({ contacts: { reviews: pageOf(aReview(), aReview({ id: 'rev_2' })), decideReview: (input: unknown) => (decided.push(input), Promise.resolve({ review: aReview(), mergeId: 'mrg_1' })) } }))
    for (const key of ['j', 'j', 'm', 'm']) window.dispatchEvent(new KeyboardEvent('keydown', { key }))
    await soon()
    expect(decided).to.deep.equal([{ reviewId: 'rev_2', decision: 'merge' }])
    expect(page.shadowRoot?.querySelectorAll('.pair-card').length).to.equal(1)
  })
})
