import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../../parts/icon.js'
import { bone, failed, waiting } from '../../../parts/states.js'
import type { SettingsForm } from './settings-form.js'

type Shown = Pick<SettingsForm<{ version: number; updatedAt: string | null }, object>, 'stored' | 'typed' | 'unread' | 'problem' | 'busy' | 'changed' | 'fixed'> & { meanwhile: readonly string[]; look: () => Promise<void>; save: (event?: Event) => Promise<void>; discard: () => void; takeTheirs: (field: string) => void }

/** A value in a line, for "it is now …". */
export function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'empty' : value.map(inWords).join(', ')
  if (typeof value !== 'object') return String(value)
  return Object.values(value).filter((one) => one !== null && one !== '' && !(Array.isArray(one) && one.length === 0)).map(inWords).join(', ') || 'empty'
}

function meanwhileNotice(form: Shown, names: Readonly<Record<string, string>>) {
  const stored = form.stored as unknown as Record<string, unknown>
  const shown = form.meanwhile.filter((field) => field in names)
  return html`<div class="notice warn" role="alert" tabindex="-1">${icon('alert')}<div class="grow">
    <p><b>Somebody changed this meanwhile.</b> What you typed is still here; saving puts it in place of theirs.</p>
    <ul class="theirs">${shown.map(
      (field) => html`<li><span>${names[field]}: now <b>${inWords(stored[field])}</b></span>${field in form.typed ? html`<button type="button" class="link" @click=${() => form.takeTheirs(field)}>Take theirs</button>` : nothing}</li>`,
    )}</ul>
  </div></div>`
}

const said = ({ problem }: Shown) =>
  problem!.kind === 'forbidden'
    ? 'These settings are an owner’s to change. What you typed was not saved.'
    : problem!.kind === 'offline'
      ? 'Not saved: the server did not answer. What you typed is still here.'
      : problem!.issues.length > 0 ? 'Not saved yet: look at what is marked above.' : `Not saved. ${problem!.message}`

const otherIssues = ({ problem }: Shown, known: Readonly<Record<string, string>>) => problem!.issues.filter(({ path }) => !(path.split('.')[0]! in known))

/** A form in each of its states: loading, unreadable, open, changed, saving, refused, overtaken. `names` are the fields in words. */
export function formFrame(form: Shown, title: string, says: string, names: Readonly<Record<string, string>>, content: () => TemplateResult, beside: unknown = nothing): TemplateResult {
  const head = html`<header class="title"><div><h1 tabindex="-1">${title}</h1><p class="under">${says}</p></div>${beside}</header>`
  if (!form.stored)
    return html`${head}<div class="card padded bone-form">${form.unread ? failed('These settings', form.unread, () => void form.look()) : html`${waiting(title)}<div class="bones fields" aria-hidden="true">${[30, 60, 20, 60, 30, 80].map((width) => bone(width as 20))}</div>`}</div>`
  return html`${head}
    <form novalidate @submit=${form.save} aria-busy=${form.busy}>
      ${form.fixed ? html`<p class="notice">${icon('lock')}<span class="grow">You can read these settings. Changing them is an owner’s.</span></p>` : nothing}
      <fieldset class="whole" ?disabled=${form.fixed}>${content()}</fieldset>
      ${form.fixed ? nothing : html`<div class="save">
        ${form.meanwhile.length > 0 ? meanwhileNotice(form, names) : nothing}
        ${form.problem ? html`<div class="notice bad" role="alert" tabindex="-1">${icon('alert')}<div class="grow"><p>${said(form)}</p>${otherIssues(form, names).map(({ message }) => html`<p>${message}</p>`)}</div></div>` : nothing}
        <div class="row">
          <span class="said" role="status">${form.busy ? '' : form.changed ? 'Not saved yet' : ''}</span>
          ${form.changed && !form.busy ? html`<button type="button" class="button" @click=${form.discard}>Take back</button>` : nothing}
          <button class="button primary" ?disabled=${!form.changed || form.busy}>${form.busy ? 'Saving…' : 'Save'}</button>
        </div>
      </div>`}
    </form>`
}
