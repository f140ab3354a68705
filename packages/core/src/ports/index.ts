import type { LegacyFiles } from './legacy-files.js'
import type { Mail } from './mail.js'
import type { WebPush } from './web-push.js'
import type { WebRequests } from './web-requests.js'

export type { LegacyFiles, LegacyLine, LegacyPlace, LegacySource } from './legacy-files.js'
export type { Mail, MailCheck, MailOutcome, MailStep, MailTransport, OutgoingMail } from './mail.js'
export type { PushTarget, WebPush } from './web-push.js'
export type { WebAnswer, WebRequest, WebRequests } from './web-requests.js'

/** The plugs for the outside world. Each arrives with the room that first needs it; an `action` reaches them through `ctx.ports`. */
export type Ports = {
  /** Where files go in and out, by id. */
  files?: Files
  /** Exports of an old system that are to be imported. */
  legacyFiles?: LegacyFiles
  mail?: Mail
  webPush?: WebPush
  webRequests?: WebRequests
  /** Where links in mails lead. Without it mails have none. */
  addresses?: Addresses
}

/** Where a workspace is found on the web, without a slash at the end. `dashboard` leads into the workspace, like `https://app.example.com/w/acme`. */
export type Addresses = { api: string; dashboard: string; workspace: string }

/** Bytes kept outside the database: exports, uploads. */
export type Files = {
  write(id: string, content: AsyncIterable<Uint8Array>): Promise<{ size: number }>
  read(id: string): AsyncIterable<Uint8Array>
  remove(id: string): Promise<void>
}
