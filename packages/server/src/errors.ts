import { defineErrors } from '@startupkit/core/plumbing'

/** Failures of the transport itself. What went wrong inside an operation is in the catalogue of its room. */
export const serverErrors = defineErrors({
  malformed_json: { kind: 'invalid', message: 'The body is not valid JSON.' },
  json_too_deep: { kind: 'invalid', message: 'The body is nested more than 32 levels deep.' },
  json_too_many_keys: { kind: 'invalid', message: 'The body has more than 10,000 keys.' },
  json_duplicate_key: { kind: 'invalid', message: 'An object in the body has the same key twice.' },
  json_forbidden_key: { kind: 'invalid', message: 'A key in the body is not allowed.' },
  json_number_out_of_range: { kind: 'invalid', message: 'A number in the body is too large to be kept exactly.' },
  text_not_storable: { kind: 'invalid', message: 'Some text contains a NUL or half of a surrogate pair.' },
  body_not_an_object: { kind: 'invalid', message: 'The body must be a JSON object.' },
  body_broken_off: { kind: 'invalid', message: 'The body broke off before its end.' },
  body_too_large: { kind: 'invalid', message: 'The body is larger than allowed.' },
  unsupported_media_type: { kind: 'invalid', message: 'Send application/json, not compressed.' },
  upload_not_kept: { kind: 'unavailable', message: 'There is no room to keep the upload.' },
  upload_type_unknown: { kind: 'invalid', message: 'Send the zip as application/zip.' },
  idempotency_key_invalid: { kind: 'invalid', message: 'An Idempotency-Key is 1 to 255 printable characters.' },
  format_unknown: { kind: 'invalid', message: 'That format is not offered here.' },
  key_expired: { kind: 'unauthenticated', message: 'This key has expired, or was replaced by a new one.' },
  visitor_token_invalid: { kind: 'unauthenticated', message: 'The visitor token is not valid here. Ask your server for a new one.' },
  visitor_token_expired: { kind: 'unauthenticated', message: 'The visitor token has expired. Ask your server for a new one.' },
  rate_limited: { kind: 'limited', message: 'Too many requests. Wait as long as Retry-After says.' },
  origin_not_allowed: { kind: 'forbidden', message: 'This key may not be used from that origin.' },
  route_not_found: { kind: 'not_found', message: 'Nothing answers at this address.' },
  method_not_allowed: { kind: 'invalid', message: 'This address does not take that method.' },
  live_position_unknown: { kind: 'conflict', message: 'The log has no event with that id. Read afresh, then connect without Last-Event-ID.' },
  event_name_unknown: { kind: 'invalid', message: 'There is no event of that name.' },
})
