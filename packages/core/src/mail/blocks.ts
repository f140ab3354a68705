/** What a mail's body is made of. Every text is plain: the renderer escapes it, so nobody's words become markup. */
export type MailBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'button'; label: string; url: string }
  | { kind: 'code'; text: string }
  | { kind: 'facts'; rows: readonly MailFact[] }
  | { kind: 'note'; text: string }
  | { kind: 'divider' }

export type MailFact = { label: string; value: string }

export const heading = (text: string): MailBlock => ({ kind: 'heading', text })
export const paragraph = (text: string): MailBlock => ({ kind: 'paragraph', text })
export const button = (label: string, url: string): MailBlock => ({ kind: 'button', label, url })
/** A code to type somewhere: large, and easy to select. */
export const code = (text: string): MailBlock => ({ kind: 'code', text })
/** Small print: what to do if it wasn't you. */
export const note = (text: string): MailBlock => ({ kind: 'note', text })
export const divider = (): MailBlock => ({ kind: 'divider' })

/** A table of two columns. Facts without a value are left out. */
export const facts = (rows: readonly { label: string; value: string | null | undefined }[]): MailBlock => ({
  kind: 'facts',
  rows: rows.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
})
