/** A mail, ready to go out: nothing in it is filled in later. */
export type OutgoingMail = {
  /** Stands in the Message-ID, so that a mail sent twice is one. */
  id: string
  from: { name: string; address: string }
  to: { name?: string; address: string }
  replyTo?: string
  subject: string
  text: string
  html: string
  /** Extra header fields, such as `List-Unsubscribe`. */
  headers?: Record<string, string>
  attachments?: { name: string; type: string; content: string | Uint8Array }[]
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

/** What a connection check found, step by step. */
export type MailCheck = { ok: boolean; steps: { step: 'resolve' | 'connect' | 'tls' | 'sign_in' | 'dkim' | 'spf'; ok: boolean; message: string }[] }

/** A mail kept on this machine instead of being sent. */
export type CaughtMail = { id: string; at: number; from: string; to: string; subject: string; size: number }

/** How mail leaves. Without a transport of the business's own the server's is used, or the catcher's folder. */
export type Mail = {
  send(mail: OutgoingMail, transport: MailTransport | null): Promise<{ messageId: string; response: string }>
  check(transport: MailTransport | null): Promise<MailCheck>
  /** What sends where a business has no mail server of its own. */
  fallback: 'catcher' | 'smtp' | 'none'
}
