import { html, nothing, svg, type TemplateResult } from 'lit'
import type { Problem } from '../problem.js'
import { icon, type IconName } from './icon.js'

const seen: Record<string, { icon: IconName; tone: string }> = {
  offline: { icon: 'offline', tone: 'warn' }, forbidden: { icon: 'lock', tone: '' }, not_found: { icon: 'info', tone: '' },
}

/** What did not work, why, and what now. `what` is a sentence's beginning: "The transactions". */
export function failed(what: string, problem: Problem, again?: () => void): TemplateResult {
  const { icon: picture, tone } = seen[problem.kind] ?? { icon: 'alert', tone: 'bad' }
  const heading = problem.kind === 'forbidden' ? `${what} are not open to you` : problem.kind === 'offline' ? `${what} did not load: no connection` : problem.kind === 'not_found' ? `${what} could not be found` : `${what} did not load`
  const says =
    problem.kind === 'forbidden'
      ? 'Your role, or the key that you are signed in with, does not open this. An owner of the workspace can change that.'
      : problem.kind === 'offline'
        ? 'The server did not answer. Check the connection, or whether it is running; nothing is lost.'
        : problem.message
  return html`<div class="state ${tone}" role="alert">
    ${icon(picture)}
    <div>
      <h2>${heading}</h2>
      <p class="says">${says}</p>
      ${problem.requestId ? html`<p class="faint small">The server’s log has this as <span class="raw">${problem.requestId}</span>.</p>` : nothing}
      ${again && problem.kind !== 'forbidden' ? html`<div class="buttons"><button class="button" @click=${again}>${icon('again')} Try again</button></div>` : nothing}
    </div>
  </div>`
}

/** Nothing there yet: says what to do first, with the button. */
export const empty = (heading: string, says: string, buttons: unknown = nothing): TemplateResult => html`<div class="empty">
  <svg class="drawn" viewBox="0 0 84 40" aria-hidden="true">
    ${svg`<rect class="edge" x=".5" y=".5" width="83" height="12" rx="3"/><rect class="word" x="6" y="5" width="30" height="3" rx="1.5"/><circle class="dot" cx="74" cy="6.5" r="2.5"/>
    <rect class="gap" x=".5" y="17.5" width="83" height="14" rx="3"/><rect class="word" x="6" y="23" width="20" height="3" rx="1.5"/>`}
  </svg>
  <h2>${heading}</h2>
  <p class="says">${says}</p>
  ${buttons === nothing ? nothing : html`<div class="buttons">${buttons}</div>`}
</div>`

/** A grey line where a word will be, as part of `width` hundredths: sizes come from a sheet, since inline styles are not allowed. */
export const bone = (width: 10 | 20 | 30 | 40 | 60 | 80 = 40, tall = false): TemplateResult => html`<svg class="bone ${tall ? 'tall' : ''}" width="${width}%" aria-hidden="true"></svg>`

/** Rows of the height of what will come. */
export const boneRows = (rows: number, columns: number): TemplateResult => html`<table class="sheet bones" aria-hidden="true">
  <tbody>
    ${Array.from({ length: rows }, (_, row) => html`<tr>${Array.from({ length: columns }, (_, column) => html`<td>${bone(([60, 40, 80, 60, 40] as const)[(row + column) % 5])}</td>`)}</tr>`)}
  </tbody>
</table>`

/** For whoever listens: that something is being fetched. */
export const waiting = (what: string): TemplateResult => html`<p class="unseen" role="status">Loading ${what}</p>`
