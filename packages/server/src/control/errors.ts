import { defineErrors } from '@startupkit/core/plumbing'

export const controlErrors = defineErrors({
  workspace_not_found: { kind: 'not_found', message: 'There is no such workspace.' },
  workspace_required: { kind: 'invalid', message: 'Say which workspace: send the StartupKit-Workspace header.' },
  workspace_slug_taken: { kind: 'conflict', message: 'Another workspace has that name in its address.' },
  key_not_found: { kind: 'not_found', message: 'There is no such key.' },
  key_origins_required: { kind: 'invalid', message: 'A publishable key needs at least one origin; a secret key has none.' },
})
