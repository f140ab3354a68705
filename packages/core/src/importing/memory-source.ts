import type { LegacyFiles, LegacySource } from '../ports/index.js'
import { importErrors } from './errors.js'

/** Tables as text, one document a line, or as lines that are made when they are asked for. */
export type MemoryTables = Readonly<Record<string, string | (() => Iterable<string>)>>

/** An export that is held in memory. `offset` counts characters. */
export function memorySource(tables: MemoryTables): LegacySource {
  return {
    tables: Object.entries(tables).map(([name, text]) => ({ name, bytes: typeof text === 'string' ? text.length : 0 })).sort((a, b) => (a.name < b.name ? -1 : 1)),
    async *lines(table, after = { line: 0, offset: 0 }) {
      const text = tables[table] ?? ''
      let line = 0
      let offset = 0
      for (const one of typeof text === 'string' ? text.split('\n') : text()) {
        line++
        offset += one.length + 1
        if (line > after.line && one.trim() !== '') yield { line, offset, text: one }
      }
    },
    close: async () => {},
  }
}

/** The port of legacy files over exports in memory, by name. */
export const memoryFiles = (exports: Readonly<Record<string, LegacySource>>): LegacyFiles => ({
  async open(source) {
    const found = exports[source]
    if (!found) throw importErrors.legacy_source_unknown({ source })
    return found
  },
})
