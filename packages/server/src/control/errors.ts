import { defineErrors } from '@startupkit/core/plumbing'

export const controlErrors = defineErrors({
  workspace_not_found: { kind: 'not_found', message: 'There is no such workspace.' },
  workspace_required: { kind: 'invalid', message: 'Say which workspace: send the StartupKit-Workspace header.' },
  workspace_slug_taken: { kind: 'conflict', message: 'Another workspace has that name in its address.' },
  workspace_slug_differs: { kind: 'invalid', message: 'That is not the name of the workspace in addresses. Type it exactly.' },
  workspace_creation_closed: { kind: 'forbidden', message: 'On this server its operator makes workspaces.' },
  workspaces_full: { kind: 'conflict', message: 'One person can own at most 20 workspaces.' },
  test_database_by_operator: { kind: 'conflict', message: 'This workspace is kept on a libSQL server: its operator says where the test twin goes.' },
  export_not_ready: { kind: 'not_found', message: 'There is no final export: none was asked for, or it is still being made.' },
  dashboard_unknown: { kind: 'unavailable', message: 'The server does not know where its dashboard is, and so cannot send a link to it.' },
  key_not_found: { kind: 'not_found', message: 'There is no such key.' },
  key_origins_required: { kind: 'invalid', message: 'A publishable key needs at least one origin; a secret key has none.' },
  key_scopes_refused: { kind: 'invalid', message: 'Only a secret key has scopes: a publishable key acts as a visitor.' },
  key_expiry_past: { kind: 'invalid', message: 'That instant is over. To end a key now, revoke it.' },
  key_revoked: { kind: 'conflict', message: 'This key was revoked, for ever. Make another.' },
  visitor_secret_not_found: { kind: 'not_found', message: 'There is no such signing secret.' },
  visitor_secrets_full: { kind: 'conflict', message: 'Ten signing secrets work at once already. Revoke one first.' },
})
