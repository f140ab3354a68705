import { defineErrors } from '../foundation/index.js'

export const contactErrors = defineErrors({
  contact_not_found: { kind: 'not_found', message: 'There is no such contact.' },
  note_not_found: { kind: 'not_found', message: 'There is no such note.' },
  note_not_yours: { kind: 'forbidden', message: 'Only whoever wrote a note, or an owner, may change it.' },
  contact_unknown: { kind: 'invalid', message: 'No contact has that id.' },
  contact_changed: { kind: 'conflict', message: 'This contact was changed in the meantime. Load it again.' },
  identity_taken: { kind: 'conflict', message: 'Another contact is known by that already.' },
  email_not_valid: { kind: 'invalid', message: 'That is not an e-mail address.' },
  external_id_not_verified: { kind: 'invalid', message: 'An external id counts only with verified evidence.' },
  same_contact: { kind: 'conflict', message: 'These are one contact already.' },
  external_ids_differ: { kind: 'conflict', message: 'Both have an external id of their own, so they are two people.' },
  merge_not_found: { kind: 'not_found', message: 'There is no such merge.' },
  merge_undone: { kind: 'conflict', message: 'That merge was undone already.' },
  merge_covered: { kind: 'conflict', message: 'This contact has since been merged into another. Undo that one first.' },
  review_not_found: { kind: 'not_found', message: 'There is no such review.' },
  review_closed: { kind: 'conflict', message: 'That review was decided already.' },
})
