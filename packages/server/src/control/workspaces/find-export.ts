import { defineOperation, Id } from '@startupkit/core/plumbing'
import * as z from 'zod'
import { controlErrors } from '../errors.js'
import { findOwn, within } from './own-workspace.js'

export const findExport = defineOperation({
  name: 'workspaces.export',
  summary: 'Download the final export of a workspace whose deletion was asked for',
  access: 'read',
  allow: ['owner', 'system'],
  input: z.strictObject({ id: Id, own: within }),
  output: z.object({ workspaceId: Id, slug: z.string(), requestedAt: z.int() }),
  async run(ctx, { id, own }) {
    const { id: workspaceId, slug, deleteRequestedAt } = await findOwn(ctx.db, id, own)
    if (deleteRequestedAt === null) throw controlErrors.export_not_ready()
    return { workspaceId, slug, requestedAt: deleteRequestedAt }
  },
})
