import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'

const Part = z.object({
  file: z.string().regex(/^(control|workspaces\/wsp_[A-Za-z0-9_-]+)\.db$/),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The newest step of its schema, and how many there are. */
  schema: z.object({ version: z.string(), steps: z.int() }),
  /** Rows by table. */
  counts: z.record(z.string(), z.int()),
})
export type Part = z.output<typeof Part>

const Workspace = z.object({ id: z.string(), slug: z.string(), name: z.string(), mode: z.enum(['demo', 'live', 'test']), liveId: z.string().nullable(), database: z.string().nullable() })

/** What a backup says of itself. `copiedAt` is when the first copy began. */
export const Manifest = z.object({
  format: z.literal(1),
  copiedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime(),
  version: z.string(),
  control: Part.nullable(),
  /** `copy` is null for one that had no database yet, because nobody had asked it anything. */
  workspaces: z.array(Workspace.extend({ copy: Part.nullable() })),
})
export type Manifest = z.output<typeof Manifest>
export type BackedUpWorkspace = Manifest['workspaces'][number]

export const manifestName = 'manifest.json'

/** Null where the folder holds no whole backup. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const read = Manifest.safeParse(JSON.parse(await readFile(join(folder, manifestName), 'utf8')))
    return read.success ? read.data : null
  } catch {
    return null
  }
}
