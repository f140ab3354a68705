import { html, nothing, type TemplateResult } from 'lit'
import type { ImportRun } from '../../wire.js'
import { count, counted } from '../../words/money.js'
import { isUnderWay, paceWords, share, stepWords } from './steps.js'

/** How far an import is, with counts. It runs on the server: the page can be left. */
export const progress = (run: ImportRun, address: string | undefined): TemplateResult => html`<section class="card padded running" aria-label="Progress of ${run.name}">
  <div class="card-head"><h2 class="one-line">Importing ${run.name}</h2><span class="figures" role="status">${counted(run.rowsRead, 'row')}</span></div>
  <progress max="100" value=${share(run)} aria-label="How far">${share(run)} %</progress>
  <div class="card-head small faint"><span>${stepWords(run.step)}${paceWords(run) ? `, ${paceWords(run)}` : ''}</span>${address ? html`<a class="link" href=${address}>Watch it</a>` : isUnderWay(run) ? html`<span>You can leave this page; it goes on.</span>` : nothing}</div>
  ${address === undefined && run.tables.length ? html`<ul class="tables">${run.tables.map(({ table, read }) => html`<li><span class="quiet one-line">${table}</span><span class="figures">${count(read)}</span></li>`)}</ul>` : nothing}
</section>`
