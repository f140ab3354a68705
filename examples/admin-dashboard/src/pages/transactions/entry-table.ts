import { html, nothing, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { entryCells, entryLine } from '../../parts/entry-row.js'
import { icon } from '../../parts/icon.js'
import type { EntrySort, LedgerEntry } from '../../wire.js'
import { money } from '../../words/money.js'

type Given = {
  rows: readonly LedgerEntry[]
  chosen: ReadonlySet<string>
  fresh: ReadonlySet<string>
  at: number
  sort: EntrySort
  timeZone: string
  address(entry: LedgerEntry): string
  open(entry: LedgerEntry): void
  select(ids: readonly string[], on?: boolean): void
  sortBy(sort: EntrySort): void
}

/** A row opens on a press anywhere, but not where a link or a box already means something. */
const opens = (event: MouseEvent, open: () => void): void => {
  if (!event.composedPath().some((one) => one instanceof HTMLElement && one.matches('a, input, label, button'))) open()
}

function sortHead(name: string, key: 'happenedAt' | 'amount', given: Given): TemplateResult {
  const down = given.sort === `-${key}`
  const up = given.sort === key
  return html`<button class="sort" @click=${() => given.sortBy(down ? key : `-${key}`)}>${name}${down ? icon('fall', 'largest first') : up ? icon('up', 'smallest first') : nothing}</button>`
}
const order = (key: string, sort: EntrySort) => (sort === `-${key}` ? 'descending' : sort === key ? 'ascending' : nothing)

export function entryTable(given: Given): TemplateResult {
  const { rows, chosen, fresh, at } = given
  const now = Date.now()
  const all = rows.every((one) => chosen.has(one.id))
  const row = (entry: LedgerEntry, index: number) => html`<tr
    class="opens ${chosen.has(entry.id) ? 'picked' : ''} ${fresh.has(entry.id) ? 'fresh' : ''} ${index === at ? 'at' : ''}"
    @click=${(event: MouseEvent) => opens(event, () => given.open(entry))}
  >
    <td class="tick-cell"><label class="tick-place"><input type="checkbox" class="box" aria-label="Select ${entry.number}" .checked=${chosen.has(entry.id)} @change=${() => given.select([entry.id])} /></label></td>
    ${entryCells(entry, given.address(entry), now, given.timeZone)}
    <td class="settled">${entry.reconciliation ? html`<span title="Reconciled with ${entry.reconciliation.against}">${icon('check', 'Reconciled')}</span>` : nothing}</td>
    <td class="money">${money(entry.net, entry.currency)}</td>
  </tr>`
  return html`
    <table class="sheet entries wide-only">
      <thead class="sticky">
        <tr>
          <th scope="col" class="tick-cell"><label class="tick-place"><input type="checkbox" class="box" aria-label="Select all that are shown" .checked=${all} .indeterminate=${!all && chosen.size > 0} @change=${() => given.select(rows.map((one) => one.id), !all)} /></label></th>
          <th scope="col" class="entry">Entry</th><th scope="col" class="person">Contact</th><th scope="col">For</th><th scope="col" class="source">Source</th>
          <th scope="col" class="at" aria-sort=${order('happenedAt', given.sort)}>${sortHead('When', 'happenedAt', given)}</th>
          <th scope="col" class="settled"><span class="unseen">Reconciled</span></th>
          <th scope="col" class="money sum" aria-sort=${order('amount', given.sort)}>${sortHead('Amount', 'amount', given)}</th>
        </tr>
      </thead>
      <tbody>${repeat(rows, (entry) => entry.id, row)}</tbody>
    </table>
    <ul class="narrow-only">
      ${repeat(rows, (entry) => entry.id, (entry) => html`<li class="with-box">
        <label class="tick-place"><input type="checkbox" class="box" aria-label="Select ${entry.number}" .checked=${chosen.has(entry.id)} @change=${() => given.select([entry.id])} /></label>
        ${entryLine(entry, given.address(entry), now, given.timeZone, `${chosen.has(entry.id) ? 'picked' : ''} ${fresh.has(entry.id) ? 'fresh' : ''}`)}
      </li>`)}
    </ul>
  `
}
