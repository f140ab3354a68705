import { LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import type { Api } from '../../api.js'
import { go } from '../../page-element.js'
import { addressOf } from '../../routes.js'

/** A section with pages of its own below it, and filters in its address. */
export class SectionElement extends LitElement {
  @property({ attribute: false }) api!: Api
  /** The workspace, as addresses name it. */
  @property() slug = ''
  /** What follows the section's name in the address. */
  @property() below = ''
  @property() search = ''
  @property() timeZone = 'UTC'
  protected readonly section: string = ''

  /** What the page is about: the last part of its address. */
  protected get one(): string {
    return this.below.slice(this.below.lastIndexOf('/') + 1)
  }

  protected at(below = '', search = ''): string {
    return addressOf(this.slug, 'settings', below ? `${this.section}/${below}` : this.section, search)
  }

  /** Puts choices into the address: a copied link shows the same. */
  protected refine(search: URLSearchParams, how: 'push' | 'replace' = 'push'): void {
    go(this.at(this.below, search.toString()), how)
  }

  /** The address's choices with some changed; an empty one is left out. */
  protected with(changes: Readonly<Record<string, string | undefined>>): URLSearchParams {
    const search = new URLSearchParams(this.search)
    for (const [name, value] of Object.entries(changes)) if (value) search.set(name, value)
      else search.delete(name)
    return search
  }
}
