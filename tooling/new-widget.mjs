// npm run new-widget -- NAME "What it does": the files of a new widget, and what to add where.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './ready/workspace.mjs'

/** @returns {Record<string, string>} path → text */
export function filesOf(name, summary) {
  const type = `Sk${name.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join('')}`
  const folder = `packages/widgets/src/${name}`
  return {
    [`${folder}/${name}.component.ts`]: `import { css, html, nothing } from 'lit'
import { define } from '../internal/define.js'
import { failureOf } from '../internal/failure.js'
import { publicSettings, type PublicSettings } from '../internal/public-settings.js'
import { RequestController } from '../internal/request.js'
import { SkElement } from '../internal/sk-element.js'
import '../parts/sk-message.js'
import '../parts/sk-spinner.js'

type Events = {
  /** Something failed and the visitor was told. */
  'sk-problem': { code: string }
}

/**
 * @summary ${summary}
 * @documentation guides/widgets
 * @status experimental
 *
 * @dependency sk-message
 *
 * @event {{ code: string }} sk-problem - Something failed and the visitor was told.
 *
 * @csspart base - The wrapper.
 */
export class ${type} extends SkElement<Events> {
  static override styles = [...SkElement.styles, css\`\`]

  readonly #business = new RequestController(
    this,
    ([connection]) => (connection ? publicSettings(connection.request) : new Promise<PublicSettings>(() => {})),
    () => [this.connection] as const,
  )

  protected override render() {
    return html\`<div part="base" dir=\${this.reads} lang=\${this.spokenLocale}>
      \${this.connection === null
        ? html\`<sk-message kind="setup" heading=\${this.say('setup_title')} text=\${this.say('setup_text')}></sk-message>\`
        : this.#business.render({ loading: () => html\`<sk-skeleton></sk-skeleton>\`, failed: this.#failed, ready: (business) => html\`<p>\${business.name}</p>\` })}
    </div>\`
  }

  readonly #failed = (problem: unknown, retry: () => void) => {
    const { code, text, mayPass } = failureOf(problem)
    void this.updateComplete.then(() => this.emit('sk-problem', { code }))
    return html\`<sk-message heading=\${this.say('failed_title')} text=\${this.say(text)} action=\${mayPass ? this.say('retry') : nothing} @sk-act=\${retry}></sk-message>\`
  }
}

define('sk-${name}', ${type})

declare global {
  interface HTMLElementTagNameMap {
    'sk-${name}': ${type}
  }
}
`,
    [`${folder}/${name}.element.test.ts`]: `import { expect } from '@open-wc/testing'
import { aBusiness, answering, mount, problem, type Answers, type Stage } from '../testing.js'
import './${name}.component.js'

let end: () => void = () => {}

async function shown(answers: Answers, stage: Stage = {}) {
  const { stop } = answering(answers)
  const element = document.createElement('sk-${name}')
  element.key = 'pk_test'
  element.baseUrl = '/kit'
  const mounted = await mount(element, stage, ['sk-problem'])
  end = () => {
    mounted.remove()
    stop()
  }
  return mounted
}
afterEach(() => end())

describe('sk-${name}', () => {
  for (const [state, answers] of Object.entries<Answers>({
    ready: { 'GET /v1/settings/public': aBusiness() },
    loading: { 'GET /v1/settings/public': () => new Promise(() => {}) },
    failed: { 'GET /v1/settings/public': () => problem(403, 'origin_not_allowed') },
  })) {
    for (const theme of ['light', 'dark'] as const) {
      it(\`can be used by everybody: \${state}, \${theme}\`, async () => {
        await expect((await shown(answers, { theme })).stage).to.be.accessible()
      })
    }
  }
})
`,
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [name, summary] = process.argv.slice(2)
  if (!/^[a-z]+(?:-[a-z]+)*$/.test(name ?? '') || !summary) {
    console.error('npm run new-widget -- NAME "What it does"')
    process.exit(2)
  }
  const files = filesOf(name, summary)
  for (const path of Object.keys(files)) {
    if (existsSync(join(root, path))) {
      console.error(`${path} is there already`)
      process.exit(1)
    }
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
    console.log(`wrote ${path}`)
  }
  console.log(`
next:
  packages/widgets/src/loader.ts     'sk-${name}': () => import('./${name}/${name}.component.js')
  packages/widgets/src/elements.ts   export { … } from './${name}/${name}.component.js'
  packages/widgets/src/locales/      its sentences, in every language
  tooling/checks/budgets.json        its size on an empty page
  node tooling/browser/elements.mjs ${name}`)
}
