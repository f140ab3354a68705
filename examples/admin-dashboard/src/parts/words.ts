import { html, nothing, type TemplateResult } from 'lit'
import { exactInstant, longDate, dateTime, when } from '../words/dates.js'
import { initials } from '../words/names.js'
import { icon, type IconName } from './icon.js'

export type Tone = '' | 'good' | 'warn' | 'bad' | 'news'

export const badge = (tone: Tone, text: string, picture?: IconName): TemplateResult => html`<span class="badge ${tone}">${picture ? icon(picture) : nothing}${text}</span>`

export const face = (name: string | null | undefined, size = ''): TemplateResult => html`<span class="face ${size}" aria-hidden="true">${initials(name)}</span>`

const timed = (words: string, instant: string, timeZone: string) => html`<time datetime=${instant} title=${exactInstant(instant, timeZone)}>${words}</time>`

/** A time as people say it, with the exact instant on hover. */
export const ago = (instant: string, now: number, timeZone: string): TemplateResult => timed(when(instant, now, timeZone), instant, timeZone)
export const dayAndTime = (instant: string, timeZone: string): TemplateResult => timed(dateTime(instant, timeZone), instant, timeZone)
export const fullDay = (instant: string, timeZone: string): TemplateResult => timed(longDate(instant, timeZone), instant, timeZone)
