import { base } from './base.styles.js'
import { button } from './button.styles.js'
import { card } from './card.styles.js'
import { page } from './page.styles.js'
import { stateStyles } from './states.styles.js'

/** The sheets that every page needs, parsed once for all of them. */
export const shared = [base, button, card, page, stateStyles]
