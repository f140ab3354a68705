import type { AnyOperation } from '@startupkit/core/contract'
import { controlErrors } from '../control/errors.js'
import { createKey, issueKey, listKeys, revokeKey, updateKey } from '../control/keys.js'
import { rotateKey, rotation } from '../control/rotate-key.js'
import { createVisitorSecret, listVisitorSecrets, revokeVisitorSecret, visitorSecretIssue } from '../control/visitor-secrets.js'
import type { App } from '../exchange.js'
import { expose, type Route } from '../expose.js'
import type { Who } from '../who.js'
import { getVisitor, visitorOf } from '../who/get-visitor.js'

const own = {
  on: 'control',
  filled: ['workspaceId'],
  fill(who: Who) {
    if (!who.workspace) throw controlErrors.workspace_required()
    return { workspaceId: who.workspace.id }
  },
} satisfies Partial<Route>

/** Runs an operation that makes a secret: the answer tells it, what is kept does not. */
const telling =
  <T>(issue: () => { operation: unknown; withSecret: (made: T) => unknown }): NonNullable<Route['run']> =>
  async (c, who, input, options) => {
    const { operation, withSecret } = issue()
    const { control } = await c.env.host
    return withSecret((await control.call(operation as AnyOperation, who.actor, input, options)) as T)
  }

/** Keys and signing secrets, which live in the control database. */
export function controlRoutes(app: App): void {
  expose(app, listKeys, { method: 'get', path: '/v1/keys', ...own })
  expose(app, createKey, { method: 'post', path: '/v1/keys', status: 201, ...own, run: telling(issueKey) })
  expose(app, updateKey, { method: 'patch', path: '/v1/keys/{id}', ...own })
  expose(app, rotateKey, { method: 'post', path: '/v1/keys/{id}/rotate', ...own, run: telling(rotation) })
  expose(app, revokeKey, { method: 'post', path: '/v1/keys/{id}/revoke', ...own })

  expose(app, listVisitorSecrets, { method: 'get', path: '/v1/visitor-secrets', ...own })
  expose(app, createVisitorSecret, { method: 'post', path: '/v1/visitor-secrets', status: 201, ...own, run: telling(visitorSecretIssue) })
  expose(app, revokeVisitorSecret, { method: 'post', path: '/v1/visitor-secrets/{id}/revoke', ...own })
  expose(app, getVisitor, { method: 'get', path: '/v1/visitor', run: async (_c, who) => visitorOf(who) })
}
