import { contactErrors } from '../contacts/index.js'
import { defineErrors } from '../foundation/index.js'

const own = defineErrors({
  entry_not_found: { kind: 'not_found', message: 'No such ledger entry.' },
  already_booked: { kind: 'conflict', message: 'This fact is booked already.' },
  already_reversed: { kind: 'conflict', message: 'This entry has been reversed already.' },
  reversal_of_reversal: { kind: 'conflict', message: 'A reversal cannot be reversed. Book the entry again instead.' },
  already_reconciled: { kind: 'conflict', message: 'This entry is reconciled already.' },
  not_reconciled: { kind: 'conflict', message: 'This entry is not reconciled.' },
  subscription_unknown: { kind: 'invalid', message: 'No subscription has that id.' },
  invoice_unknown: { kind: 'invalid', message: 'No invoice has that id. An invoice known by its number only is a link of the entry.' },
  tax_exceeds_amount: { kind: 'invalid', message: 'The tax part cannot be larger than the amount.' },
  same_account: { kind: 'invalid', message: 'An entry moves money between two different accounts.' },
  journal_unbalanced: { kind: 'invalid', message: 'The lines of a journal posting must add up to nothing in each currency.' },
})

export const ledgerErrors = { ...own, contact_unknown: contactErrors.contact_unknown }
