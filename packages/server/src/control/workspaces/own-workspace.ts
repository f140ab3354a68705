import { Id, type Db } from '@startupkit/core/plumbing'
import { and, eq, isNull, or } from 'drizzle-orm'
import { controlErrors } from '../errors.js'
import { workspaces } from '../tables.js'
import type { WorkspaceRow } from '../workspaces.js'

/** The only workspace that the caller may change; null for the operator, who may change any. Filled in from the credentials: a role counts in its own workspace alone. */
export const within = Id.nullable()

/** A workspace by id or slug, where it is the caller's own. */
export async function findOwn(db: Db, id: string, own: string | null): Promise<WorkspaceRow> {
  const [row] = await db.select().from(workspaces).where(and(or(eq(workspaces.id, id), eq(workspaces.slug, id)), isNull(workspaces.deletedAt)))
  if (!row || (own !== null && row.id !== own)) throw controlErrors.workspace_not_found()
  return row
}
