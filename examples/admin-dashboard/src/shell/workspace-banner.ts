import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../parts/icon.js'
import { fullDay } from '../parts/words.js'
import { may } from '../rights.js'
import { addressOf } from '../routes.js'
import type { Session } from '../session.js'

/** What somebody must not overlook about the workspace they are in, above every page. */
export function workspaceBanner({ workspace, workspaces, business }: Session): TemplateResult | typeof nothing {
  const { deleteAt, mode, liveId, slug } = workspace
  if (deleteAt !== null)
    return html`<p class="banner bad" role="status">${icon('clock')}<span>This workspace is removed with everything in it on <b>${fullDay(deleteAt, business.reportingTimeZone)}</b>. ${may(workspace, 'workspaces.write', 'owner') ? html`<a href=${addressOf(slug, 'settings', 'workspace')}>Keep it, or take the export</a>` : 'An owner can still keep it.'}</span></p>`
  if (mode !== 'test') return nothing
  const live = workspaces.find((one) => one.id === liveId)
  return html`<p class="banner" role="status">${icon('info')}<span><b>Test workspace.</b> What you do here has no effect on ${live ? live.name : 'the live one'}. ${live ? html`<a href=${addressOf(live.slug, 'revenue')}>Open the live one</a>` : nothing}</span></p>`
}
