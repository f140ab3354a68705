import { clusterContacts, compareContacts } from './compare-contacts.js'
import { contactStatistics } from './contact-statistics.js'
import { createContact } from './create-contact.js'
import { getContact } from './get-contact.js'
import { importContacts } from './import-contacts.js'
import { listContacts } from './list-contacts.js'
import { listMerges, mergeContacts } from './merge-contacts.js'
import { noteRevenue, noteSeen } from './note-facts.js'
import { addNote, editNote, listNotes, removeNote } from './notes.js'
import { recordTouch } from './record-touch.js'
import { resolveContact, resolveManyContacts } from './resolve-contacts.js'
import { decideReview, listReviews } from './reviews.js'
import { searchContacts } from './search-contacts.js'
import { unmergeContacts } from './unmerge-contacts.js'
import { updateContact } from './update-contact.js'

/** One person, one row: who somebody is, whichever way they came. */
export const contacts = {
  create: createContact,
  get: getContact,
  list: listContacts,
  search: searchContacts,
  update: updateContact,
  merge: mergeContacts,
  unmerge: unmergeContacts,
  merges: listMerges,
  resolve: resolveContact,
  resolveMany: resolveManyContacts,
  reviews: listReviews,
  decideReview,
  compare: compareContacts,
  cluster: clusterContacts,
  import: importContacts,
  statistics: contactStatistics,
  touch: recordTouch,
  notes: listNotes,
  addNote,
  editNote,
  removeNote,
  noteRevenue,
  noteSeen,
}
export {
  clusterContacts, compareContacts, contactStatistics, createContact, decideReview, getContact, importContacts, listContacts, listMerges, listReviews, mergeContacts,
  noteRevenue, noteSeen, recordTouch, resolveContact, resolveManyContacts, searchContacts, unmergeContacts, updateContact,
}
export { contactIdsMatching, contactIdsOf, contactIdsWithin, contactNameOf, contactNames, peopleOf, type ContactName } from './contact-names.js'
export { holdersOfEmails, type Holder } from './find-holders.js'
export { contactErrors } from './errors.js'
export { readEmail, type EmailForm } from './email-forms.js'
export { readPhone, type PhoneForm } from './phone-forms.js'
export * from './schemas.js'
