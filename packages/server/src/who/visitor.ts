import { serverErrors } from '../errors.js'
import type { Ctx, Host } from '../exchange.js'
import type { Who } from '../who.js'

/**
 * Makes a visitor the customer that a visitor token names. A token that is not right is refused, never taken for none: the page would
 * show a stranger's view, and the host would not learn that its signing is broken.
 */
export async function withVisitorToken(c: Ctx, host: Host, who: Who): Promise<Who> {
  const token = c.req.header('startupkit-visitor')
  if (token === undefined) return who
  if (who.actor.role !== 'visitor' || !who.workspace) throw serverErrors.visitor_token_invalid()
  const visitor = await host.visitors.identify(who.workspace.id, token)
  return { ...who, visitor, actor: { role: 'customer', id: visitor.contactId, ...(visitor.name && { name: visitor.name }) } }
}
