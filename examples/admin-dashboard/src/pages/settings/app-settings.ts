import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { PageElement } from '../../page-element.js'
import { icon } from '../../parts/icon.js'
import { shared } from '../../parts/shared.styles.js'
import { empty, failed, waiting } from '../../parts/states.js'
import { groups, opensSection, sectionOf, sections, type Section } from './sections.js'

/** Everything that can be chosen: a list of sections beside the one that is open; on a phone one or the other. */
@customElement('app-settings')
export class AppSettings extends PageElement {
  static override styles = [
    ...shared,
    css`
      .split { display: grid; grid-template-columns: 200px minmax(0, 1fr); gap: 32px; align-items: start; }
      .index { position: sticky; inset-block-start: 24px; display: grid; gap: 16px; }
      .index h2 { padding-inline: 8px; font-size: var(--sk-size-1); line-height: var(--sk-leading-1); font-weight: var(--sk-weight); color: var(--sk-text-3); }
      .index ul { display: grid; gap: 2px; margin-block-start: 4px; }
      .index a { display: flex; align-items: center; min-block-size: 32px; padding: 6px 8px; border-radius: var(--sk-radius-1); color: var(--sk-text-2); }
      .index a:hover { background: var(--sk-hover); color: var(--sk-text); }
      .index a[aria-current='page'] { background: var(--sk-sunken); color: var(--sk-text); font-weight: var(--sk-weight-strong); }
      .shelf { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 12px; margin-block-start: 8px; }
      .shelf a { display: flex; gap: 12px; min-block-size: 64px; padding: 14px 16px; }
      .shelf a:hover { background: var(--sk-hover); }
      .shelf .icon { flex: none; margin-block-start: 3px; color: var(--sk-text-2); }
      .shelf b { display: block; font-weight: var(--sk-weight-strong); }
      .shelf span span { color: var(--sk-text-2); }
      .group-name { font-size: var(--sk-size-1); line-height: var(--sk-leading-1); font-weight: var(--sk-weight); color: var(--sk-text-3); }
      @media (max-width: 900px) { .split { grid-template-columns: minmax(0, 1fr); } .split .index { display: none; } }
    `,
  ]

  @state() private loaded: Section | undefined
  @state() private broken = false

  protected override willUpdate(): void {
    const { section } = sectionOf(this.pageId)
    if (section === undefined || section === this.loaded || !opensSection(this.workspace, section)) return
    section.load().then(
      () => {
        if (sectionOf(this.pageId).section !== section) return
        this.loaded = section
        this.broken = false
      },
      () => (this.broken = true),
    )
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed)
    if (changed.has('pageId') || changed.has('workspace')) this.entitle(sectionOf(this.pageId).section?.name ?? 'Settings')
  }

  /** A section's heading stands in the section's own root, and comes with its code. */
  override async focusTitle(): Promise<void> {
    await super.focusTitle()
    for (let tries = 0; tries < 20 && !this.renderRoot.querySelector('h1'); tries++) {
      const heading = this.renderRoot.querySelector('.section > *')?.shadowRoot?.querySelector<HTMLElement>('h1')
      if (heading) return heading.focus({ preventScroll: true })
      await new Promise((done) => setTimeout(done, 50))
    }
  }

  private readonly list = (group: Section['group']) => sections.filter((one) => one.group === group && opensSection(this.workspace, one))

  private renderShelf() {
    return html`<div class="page">
      <header class="page-head"><h1>Settings</h1></header>
      ${groups.map((group) =>
        this.list(group).length === 0
          ? nothing
          : html`<section aria-labelledby="group-${group}">
              <h2 class="group-name" id="group-${group}">${group}</h2>
              <div class="shelf">
                ${this.list(group).map((one) => html`<a class="card" href=${this.address('settings', one.path)}>${icon(one.icon)}<span><b>${one.name}</b><span>${one.says}</span></span></a>`)}
              </div>
            </section>`,
      )}
    </div>`
  }

  override render() {
    if (this.pageId === '') return this.renderShelf()
    const { section, below } = sectionOf(this.pageId)
    if (!section) return html`<div class="page"><h1 class="unseen">No such page</h1><div class="card">${empty('There is no such page', 'The address may be mistyped, or old.', html`<a class="button primary" href=${this.address('settings')}>Go to the settings</a>`)}</div></div>`
    return html`<div class="page">
      <nav class="crumbs" aria-label="Where this is"><a href=${this.address('settings')}>Settings</a>${icon('forward')}<span aria-current="page">${section.name}</span></nav>
      <div class="split">
        <nav class="index" aria-label="Settings">
          ${groups.map((group) =>
            this.list(group).length === 0
              ? nothing
              : html`<div><h2>${group}</h2><ul>${this.list(group).map((one) => html`<li><a href=${this.address('settings', one.path)} aria-current=${one === section ? 'page' : nothing}>${one.name}</a></li>`)}</ul></div>`,
          )}
        </nav>
        <div class="section">
          ${!opensSection(this.workspace, section)
            ? html`<h1 class="unseen">${section.name}</h1><div class="card">${failed('These settings', { kind: 'forbidden', message: '', code: '', requestId: '', issues: [] })}</div>`
            : this.broken
            ? html`<div class="card">${failed('This page', { kind: 'offline', message: '', code: '', requestId: '', issues: [] }, () => location.reload())}</div>`
            : this.loaded === section ? section.draw({ page: this, id: below }) : waiting(section.name)}
        </div>
      </div>
    </div>`
  }
}
