import { defineErrors } from '../foundation/index.js'

export const importErrors = defineErrors({
  import_not_found: { kind: 'not_found', message: 'No such import.' },
  legacy_row_not_found: { kind: 'not_found', message: 'No such row was ever read.' },
  report_not_ready: { kind: 'conflict', message: 'The report is written when the import has finished.' },
  import_running: { kind: 'conflict', message: 'Another import is running. Wait until it has finished.' },
  legacy_source_unknown: { kind: 'invalid', message: 'There is no such upload. Upload the export again.' },
  legacy_source_refused: { kind: 'invalid', message: 'This is no export that can be read: a folder, or a zip of one, with a documents.jsonl in a folder for each table.' },
  imports_unavailable: { kind: 'unavailable', message: 'This server was started without a place to read exports from.' },
})
