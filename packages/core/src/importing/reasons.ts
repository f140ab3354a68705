/** Why a row was rejected, in words. The row is kept as it was read. */
export const rejectionReasons = {
  broken_json: 'The line is not JSON.',
  not_text: 'The line is not UTF-8 text.',
  line_too_long: 'The line is longer than any document of the old system could be. Its beginning is kept.',
  not_an_object: 'The line is JSON, but not a document.',
  id_missing: 'The document has no _id.',
  id_unusable: 'The _id is too long or holds characters that cannot be stored.',
  id_repeated: 'Another document of this table has the same _id and says something else.',
  type_unknown: 'The type of the transaction is none that is known.',
  amount_missing: 'The row claims money but has no amount.',
  amount_not_a_number: 'The amount is not a number.',
  amount_too_precise: 'The amount has more decimals than its currency.',
  amount_too_large: 'The amount is larger than can be booked.',
  amount_negative: 'The amount is negative, and the row is no refund.',
  currency_missing: 'The row claims money but has no currency.',
  currency_unknown: 'The currency is none of ISO 4217.',
  time_missing: 'The row does not say when it happened.',
  tokens_missing: 'The row gives or spends tokens, but does not say how many.',
  tokens_not_whole: 'The number of tokens is not whole.',
  refused: 'The books or the contacts refused what the row says. Its warning names the reason.',
} as const

export type RejectionReason = keyof typeof rejectionReasons
