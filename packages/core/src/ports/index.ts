import type { LegacyFiles } from './legacy-files.js'

export type { LegacyFiles, LegacyLine, LegacyPlace, LegacySource } from './legacy-files.js'

/** The plugs for the outside world. Each arrives with the room that first needs it; an `action` reaches them through `ctx.ports`. */
export type Ports = {
  /** Where files go in and out, by id. */
  files?: Files
  /** Exports of an old system that are to be imported. */
  legacyFiles?: LegacyFiles
}

/** Bytes kept outside the database: exports, uploads. */
export type Files = {
  write(id: string, content: AsyncIterable<Uint8Array>): Promise<{ size: number }>
  read(id: string): AsyncIterable<Uint8Array>
  remove(id: string): Promise<void>
}
