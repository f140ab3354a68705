import { html, type TemplateResult } from 'lit'

/** What a page about oneself shows to a key, which is nobody. */
export const peopleOnly = (what: string): TemplateResult => html`<div class="card"><div class="state"><span></span><div><h2>${what} is for people</h2><p class="says">You are signed in with a key, which is nobody. Sign in as a person to see it.</p></div></div></div>`
