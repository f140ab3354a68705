/** A mail, ready to go out: nothing in it is filled in later. */
export type OutgoingMail = {
  /** Stands in the Message-ID, so that a mail sent twice is one. */
  id: string
  /** When it was asked for, in ms: its `Date`, the same on every try. */
  at: number
  from: { name: string; address: string }
  to: { name?: string; address: string }
  replyTo?: string
  subject: string
  text: string
  html: string
  /** Extra header fields, such as `List-Unsubscribe`. */
  headers?: Record<string, string>
  /** With a `contentId` it is shown inside the HTML, as `cid:…`. */
  attachments?: { name: string; type: string; content: string | Uint8Array; contentId?: string }[]
}

/** A business's own mail server. Passwords are open here: never keep one of these. */
export type MailTransport = {
  host: string
  port: number
  /** `tls` from the first byte, `starttls` or plain. */
  security: 'tls' | 'starttls' | 'none'
  user?: string
  password?: string
  dkim?: { domain: string; selector: string; privateKey: string }
}

/** What became of a try. `refused`: for good. `deferred`: worth another try. `response` is what was said, without secrets. */
export type MailOutcome = { outcome: 'sent'; messageId: string; response: string } | { outcome: 'refused' | 'deferred'; response: string }

export type MailStep = 'resolve' | 'connect' | 'tls' | 'sign_in' | 'dkim' | 'spf'

/** What a connection check found, step by step. A step that could not be tried is left out. */
export type MailCheck = { ok: boolean; steps: { step: MailStep; ok: boolean; message: string }[] }

/** How mail leaves. Without a transport of the business's own the server's is used, or the catcher's folder. */
export type Mail = {
  /** Throws only for what is nobody's mail server's doing. */
  send(mail: OutgoingMail, transport: MailTransport | null): Promise<MailOutcome>
  /** Tries the connection and looks up the records of the sender's domain; sends nothing. */
  check(transport: MailTransport | null, from: string): Promise<MailCheck>
  /** What sends where a business has no mail server of its own. `none`: nothing is sent. */
  fallback: 'catcher' | 'smtp' | 'none'
  /** True where everything is caught, whatever a business has set: nothing leaves this machine. */
  catchesAll: boolean
  /** Who mails come from that go by the fallback. */
  defaultFrom: { name: string; address: string }
}
