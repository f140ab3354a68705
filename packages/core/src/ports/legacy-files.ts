/** Exports of an old system, by the id that uploading one gave. */
export type LegacyFiles = {
  /** Throws `legacy_source_unknown` where there is none, `legacy_source_refused` where it is no export. */
  open(source: string): Promise<LegacySource>
  /** Told when an import of it is over for good: it is not opened for that one again. */
  release?(source: string): Promise<void>
}

/** One export: tables of documents, one a line. */
export type LegacySource = {
  tables: readonly { name: string; bytes: number }[]
  /** The lines of a table in order, blank ones left out, from the place that an earlier line named. */
  lines(table: string, after?: LegacyPlace): AsyncIterable<LegacyLine>
  close(): Promise<void>
}

/** Where a line ends: its number from 1, and bytes from the beginning of its file. */
export type LegacyPlace = { line: number; offset: number }

/** A line as it was read. With a flaw, `text` is base64 of its bytes, of the first of them where it is too long. */
export type LegacyLine = LegacyPlace & { text: string; flaw?: 'not_text' | 'line_too_long' }
