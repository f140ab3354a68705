import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../parts/icon.js'
import { badge } from '../../parts/words.js'
import type { ImportReport } from '../../wire.js'
import { count, counted, money } from '../../words/money.js'
import { asWords, sentenceCase, typeNamesMany } from '../../words/names.js'

const number = (value: number) => html`<td class="number ${value ? '' : 'zero'}">${count(value)}</td>`
const verdict = (agrees: boolean) => (agrees ? icon('check', 'agrees') : html`<span class="badge bad">differs</span>`)

/** Legacy against imported, in money: what the rows say, what was told twice, and what the books hold. */
export const moneyTable = (report: ImportReport): TemplateResult => html`<section class="card">
  <div class="section-head"><h2>Money, old against new</h2><span class="small faint">${report.currencies.map(({ currency, legacy, imported }) => `${money(legacy, currency)} in the export, ${money(imported, currency)} in the books`).join(' · ')}</span></div>
  ${report.money.length === 0
    ? html`<p class="plain">No row of this export claims money.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Money, old against new">
        <table class="sheet">
          <thead><tr><th scope="col">Table</th><th scope="col">Type</th><th scope="col" class="number">Old rows</th><th scope="col" class="number">Old amount</th><th scope="col" class="number">Told twice</th><th scope="col" class="number">Booked</th><th scope="col" class="number">In the books</th><th scope="col">Agrees</th></tr></thead>
          <tbody>
            ${report.money.map((line) => html`<tr>
              <td>${line.table}</td><td class="quiet">${typeNamesMany[line.type]}</td>${number(line.legacy.rows)}<td class="number">${money(line.legacy.amount, line.currency)}</td>
              <td class="number ${line.duplicates.rows ? '' : 'zero'}">${line.duplicates.rows ? html`${count(line.duplicates.rows)}, ${money(line.duplicates.amount, line.currency)}` : 'none'}</td>
              ${number(line.imported.rows)}<td class="number">${money(line.imported.amount, line.currency)}</td><td>${verdict(line.agrees)}</td>
            </tr>`)}
          </tbody>
        </table>
      </div>`}
</section>`

/** What became of every row, table by table; the five sorts add up to what was read. */
export const rowsTable = (report: ImportReport): TemplateResult => html`<section class="card">
  <div class="section-head"><h2>What became of every row</h2><span class="small faint figures">${counted(report.rows.read, 'row')}${report.rows.known ? `, ${count(report.rows.known)} of them known from before` : ''}</span></div>
  <div class="scroll" tabindex="0" role="region" aria-label="What became of every row">
    <table class="sheet">
      <thead><tr><th scope="col">Table</th><th scope="col">Becomes</th><th scope="col" class="number">Read</th><th scope="col" class="number">Imported</th><th scope="col" class="number">Merged</th><th scope="col" class="number">Told twice</th><th scope="col" class="number">Kept for later</th><th scope="col" class="number">Rejected</th><th scope="col">Agrees</th></tr></thead>
      <tbody>
        ${report.tables.map((line) => html`<tr>
          <td title=${line.changed ? `${counted(line.changed, 'row')} read differently now; they stay as they were brought in` : nothing}>${line.table}</td><td class="quiet">${line.becomes ?? 'kept raw'}</td>
          ${[line.read, line.imported, line.merged, line.duplicate, line.archived].map(number)}<td class="number ${line.rejected ? 'broken' : 'zero'}">${count(line.rejected)}</td><td>${verdict(line.agrees)}</td>
        </tr>`)}
        <tr><td><b>In all</b></td><td></td>${[report.rows.read, report.rows.imported, report.rows.merged, report.rows.duplicate, report.rows.archived].map(number)}<td class="number ${report.rows.rejected ? 'broken' : 'zero'}">${count(report.rows.rejected)}</td><td></td></tr>
      </tbody>
    </table>
  </div>
</section>`

/** What was not imported, because its room does not exist yet or never will. It is kept word for word. */
export function archivedList(report: ImportReport): TemplateResult | typeof nothing {
  const archived = report.tables.filter((line) => line.becomes === null && line.archived > 0)
  if (archived.length === 0) return nothing
  return html`<section class="card">
    <div class="section-head"><h2>Kept for later</h2><span class="small faint">${counted(archived.reduce((sum, line) => sum + line.archived, 0), 'row')}</span></div>
    <p class="plain">These tables are not imported yet. Their rows are kept as they were read, and come in when there is a place for them: ${archived.map(({ table, archived: rows }) => `${table} (${count(rows)})`).join(', ')}.</p>
  </section>`
}

/** Token balances that the old platform stated, against what its own movements add up to; and what to know about some rows. */
export function notes(report: ImportReport): TemplateResult | typeof nothing {
  const { balances, warnings } = report
  if (balances.checked === 0 && warnings.length === 0) return nothing
  return html`<section class="card">
    <div class="section-head"><h2>To know</h2></div>
    ${balances.checked
      ? html`<p class="plain">${counted(balances.checked, 'token balance')} checked against the movements, ${balances.differing ? html`${badge('warn', `${count(balances.differing)} differ`)} ${balances.examples.map((one) => `${one.account}: ${count(one.legacy)} stated, ${count(one.imported)} moved`).join('; ')}. The movements count.` : 'all agree.'}</p>`
      : nothing}
    ${warnings.length ? html`<p class="plain">${warnings.map(({ warning, rows }) => `${sentenceCase(asWords(warning))}: ${counted(rows, 'row')}`).join('. ')}.</p>` : nothing}
  </section>`
}
