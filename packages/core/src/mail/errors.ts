import { defineErrors } from '../foundation/index.js'

export const mailErrors = defineErrors({
  mail_not_found: { kind: 'not_found', message: 'There is no such mail.' },
  mail_template_unknown: { kind: 'not_found', message: 'There is no such mail template.' },
  mail_not_failed: { kind: 'conflict', message: 'Only a mail that failed can be sent again.' },
  mail_content_gone: { kind: 'conflict', message: 'What this mail said is not kept any more, so it cannot be sent again.' },
  mail_deferred: { kind: 'unavailable', message: 'The mail server did not take the mail yet. It is tried again.' },
  mail_unavailable: { kind: 'unavailable', message: 'This server was started without a way to send mail.' },
  dkim_key_missing: { kind: 'not_found', message: 'There is no DKIM key yet. Create one first.' },
})
