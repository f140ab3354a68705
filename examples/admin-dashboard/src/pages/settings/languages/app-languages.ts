import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import type { Languages, LanguagesPatch } from '../../../wire.js'
import { selectField, ticks } from '../form/fields.js'
import { formFrame } from '../form/form-frame.js'
import { formStyles } from '../form/form.styles.js'
import { SettingsForm } from '../form/settings-form.js'

type Tag = Languages['default']
const languages: readonly (readonly [Tag, string])[] = [
  ['en', 'English'], ['de', 'Deutsch'], ['es', 'Español'], ['fr', 'Français'], ['it', 'Italiano'], ['nl', 'Nederlands'], ['pt', 'Português'], ['pl', 'Polski'], ['tr', 'Türkçe'], ['ja', '日本語'], ['zh', '中文'], ['ar', 'العربية'],
]
const inOrder = (tags: readonly string[]): Tag[] => languages.map(([tag]) => tag).filter((tag) => tags.includes(tag))

/** Which languages visitors are offered. */
@customElement('app-languages')
export class AppLanguages extends LitElement {
  static override styles = formStyles

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) mayChange = true
  private readonly form = new SettingsForm<Languages, LanguagesPatch>(this, {
    name: 'languages',
    // One order, so that the same choice is not a change.
    read: async (api) => sorted(await api.settings.getLanguages()),
    save: async (api, patch) => sorted(await api.settings.updateLanguages(patch)),
  })

  override render() {
    const { form } = this
    return formFrame(form, 'Languages', 'What visitors can read, and what they read where theirs is not among it.', { default: 'Where theirs is not offered', offered: 'Offered' }, () => {
      const { offered, default: usual } = form.value
      return html`<section class="card padded fields" aria-label="Languages">
        ${ticks({
          label: 'Offered', hint: 'Widgets, pages and mails. Each visitor gets the one that their browser asks for.', options: languages, chosen: offered, wrong: form.wrong('offered'),
          change: (chosen) => form.set({ offered: inOrder(chosen), ...(chosen.length > 0 && !chosen.includes(usual) && { default: inOrder(chosen)[0]! }) }),
        })}
        ${selectField({ id: 'default', label: 'Where theirs is not offered', value: usual, options: languages.filter(([tag]) => offered.includes(tag)), wrong: form.wrong('default'), change: (value) => form.set({ default: value as Tag }) })}
      </section>`
    })
  }
}

const sorted = (settings: Languages): Languages => ({ ...settings, offered: inOrder(settings.offered) })
