import { watchFor } from './internal/watch.js'
import { setUp } from './internal/set-up.js'

declare const __VERSION__: string

/**
 * The one script tag. It brings each element's code when the element is first needed:
 * `<script type="module" src="https://kit.example.com/embed/loader.js" data-key="pk_…"></script>`
 */
const bring: Record<string, () => Promise<unknown>> = {
  'sk-provider': () => import('./provider/sk-provider.js'),
  'sk-business-card': () => import('./business-card/business-card.component.js'),
}

/** These are there before anybody sees them: others stand in them, or they float. */
const atOnce = ['sk-provider']

if (setUp(__VERSION__, import.meta.url, (root) => watch(root))) watch(document)

function watch(root: ParentNode): void {
  watchFor(root, bring, atOnce)
}
