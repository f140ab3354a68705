import type { Role } from '@startupkit/core/plumbing'

/** Whoever stands at the door, and whoever is inside already. Keys have no business there. */
export const anybody: readonly Role[] = ['visitor', 'owner', 'billing', 'support']
