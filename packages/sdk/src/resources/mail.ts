import { download, type Download } from '../download.js'
import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** What the business mails, what became of it, and by which way it leaves. An owner's to change; support may look. */
export function mail(request: KitRequest) {
  return {
    /**
     * Mails that were sent or are to be, newest first.
     * @example for await (const mail of client.mail.list({ state: 'failed' })) console.log(mail.to.address, mail.response)
     */
    list: (input: Input<'mail.list'> = {}, options?: CallOptions): Listing<Schema<'Mail'>> => paginate(input, (asked) => request('get', '/v1/mail/messages', asked, options)),

    /** What became of one. Throws `mail_not_found`. */
    get: (input: Input<'mail.get'>, options?: CallOptions): Promise<Schema<'Mail'>> => request('get', '/v1/mail/messages/{id}', input, options),

    /** Sends one that failed once more. Throws `mail_not_failed`, `mail_content_gone`. */
    retry: (input: Input<'mail.retry'>, options?: CallOptions): Promise<Schema<'Mail'>> => request('post', '/v1/mail/messages/{id}/retry', input, options),

    /** Every mail that the product can send. */
    templates: (input: Input<'mail.templates'> = {}, options?: CallOptions): Promise<Schema<'MailTemplateList'>> => request('get', '/v1/mail/templates', input, options),

    /** One of them as it would be sent, filled with a sample. Show its `html` in a frame without scripts. */
    preview: (input: Input<'mail.preview'>, options?: CallOptions): Promise<Schema<'MailPreview'>> => request('get', '/v1/mail/templates/{template}/preview', input, options),

    /** Tries the way that mail leaves by, step by step, without sending any. */
    check: (input: Input<'mail.check'> = {}, options?: CallOptions): Promise<Schema<'MailCheck'>> => request('post', '/v1/mail/check', input, options),

    /** Sends a mail that says that mail works; `get` tells what became of it. */
    sendTest: (input: Input<'mail.sendTest'>, options?: CallOptions): Promise<Schema<'Mail'>> => request('post', '/v1/mail/test', input, options),

    /** Makes a DKIM key, which is kept here, and answers the record to publish. Mail is signed from then on. */
    createDkimKey: (input: Input<'mail.createDkimKey'> = {}, options?: CallOptions): Promise<Answer<'mail.createDkimKey'>> => request('post', '/v1/mail/dkim', input, options),

    /** The DKIM record that has to be published. Throws `dkim_key_missing`. */
    dkimRecord: (input: Input<'mail.dkimRecord'> = {}, options?: CallOptions): Promise<Schema<'DkimRecord'>> => request('get', '/v1/mail/dkim', input, options),

    /** Mails that were kept on the server's machine instead of being sent, newest first. Empty where they are sent. */
    caught: (input: Input<'mail.caught'> = {}, options?: CallOptions): Listing<Schema<'CaughtMail'>> => paginate(input, (asked) => request('get', '/v1/mail/caught', asked, options)),

    /** One of them in full. Show its `html` in a frame without scripts. Throws `mail_not_found`. */
    caughtMail: (input: Input<'mail.caughtMail'>, options?: CallOptions): Promise<Schema<'CaughtMailContent'>> => request('get', '/v1/mail/caught/{id}', input, options),

    /** The file of one of them, as it would have been sent. Throws `mail_not_found`. */
    caughtFile: async (input: Input<'mail.caughtFile'>, options?: CallOptions): Promise<Download> => download(await request.open('get', '/v1/mail/caught/{id}/raw', input, options), String),

    /** Throws them all away. */
    deleteCaught: (input: Input<'mail.deleteCaught'> = {}, options?: CallOptions): Promise<Answer<'mail.deleteCaught'>> => request('delete', '/v1/mail/caught', input, options),
  }
}
