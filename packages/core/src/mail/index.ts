export const mail = {}
export { mailErrors } from './errors.js'
export { defineMail, MailUrl, type AnyMail, type MailBrand, type MailTemplate, type MailText } from './define-mail.js'
export { MailAddress } from './mail-address.js'
export { deliverMail, queueMail, type QueuedMail } from './queue-mail.js'
export { mailTemplates } from './templates/index.js'
