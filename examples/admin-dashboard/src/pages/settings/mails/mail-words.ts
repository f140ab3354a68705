import type { TemplateResult } from 'lit'
import type { IconName } from '../../../parts/icon.js'
import { badge, type Tone } from '../../../parts/words.js'
import type { MailState } from '../../../wire.js'
import { asWords, sentenceCase } from '../../../words/names.js'

const states: Record<MailState, [Tone, string, IconName]> = { waiting: ['', 'Waiting', 'clock'], sent: ['good', 'Sent', 'check'], failed: ['bad', 'Failed', 'alert'], dropped: ['', 'Too late', 'close'] }
export const mailStates = Object.keys(states) as MailState[]
export const stateName = (state: MailState): string => states[state][1]
export const stateBadge = (state: MailState): TemplateResult => badge(...states[state])

/** `sign_in_link` → "Sign in link". */
export const templateName = (template: string): string => sentenceCase(asWords(template))

const names = new Intl.DisplayNames('en', { type: 'language' })
export const languageName = (locale: string): string => names.of(locale) ?? locale
