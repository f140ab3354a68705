import { html, nothing, type TemplateResult } from 'lit'
import type { LedgerEntry } from '../wire.js'
import { money } from '../words/money.js'
import { sourceNames, sourceShort, typeNames } from '../words/names.js'
import { ago, face } from './words.js'

/** What an entry is called in a list. */
export const entryWord = (entry: LedgerEntry): string => (entry.reverses === null ? typeNames[entry.type] : 'Reversal')

/** The cells that every list of entries has in common. */
export const entryCells = (entry: LedgerEntry, address: string, now: number, timeZone: string): TemplateResult => html`
  <td><a href=${address}><span class="number">${entry.number}</span> <span class=${entry.reversedBy ? 'struck' : ''}>${entryWord(entry)}</span></a></td>
  <td><span class="who">${entry.contact ? html`${face(entry.contact.name)}<span class="one-line">${entry.contact.name}</span>` : html`<span class="faint">nobody known</span>`}</span></td>
  <td class="quiet" title=${entry.description || nothing}>${entry.description}</td>
  <td class="quiet" title=${sourceNames[entry.source]}>${sourceShort[entry.source]}</td>
  <td class="quiet">${ago(entry.happenedAt, now, timeZone)}</td>`

/** The same entry as two lines, for a narrow screen. */
export const entryLine = (entry: LedgerEntry, address: string, now: number, timeZone: string, classes = ''): TemplateResult => html`<a class="line ${classes}" href=${address}>
  <span class="grow"><span class="one-line block">${entry.contact?.name ?? 'Nobody known'}</span><span class="one-line block quiet small">${entryWord(entry)} · ${ago(entry.happenedAt, now, timeZone)}</span></span>
  <span class="money">${money(entry.net, entry.currency)}</span>
</a>`
