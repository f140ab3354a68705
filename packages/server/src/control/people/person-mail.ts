import { iso, mailTemplates, queueMail, type WriteCtx } from '@startupkit/core/plumbing'
import { nameBrowser } from './name-browser.js'
import type { PersonRow } from './person.js'
import { visitOf } from './visit.js'

type Reader = Pick<PersonRow, 'id' | 'name' | 'email' | 'locale'>

const to = (person: Reader) => ({ to: { address: person.email, name: person.name }, locale: person.locale, memberId: person.id })

/** When and from where it happened, for mails that tell of it. */
const happening = (ctx: WriteCtx) => ({
  at: iso(ctx.now()),
  ...(ctx.from?.userAgent && { device: nameBrowser(ctx.from.userAgent) }),
  ...(ctx.from?.address && { address: ctx.from.address }),
})

const dashboardPage = (path: string): { url?: string } => {
  const { dashboard } = visitOf()
  return dashboard === null ? {} : { url: `${dashboard}${path}` }
}

/** The mails that people get about their own account. Each goes out with the change that it tells of. */
export const personMail = {
  signInLink: (ctx: WriteCtx, person: Reader, url: string) => queueMail(ctx, { template: mailTemplates.signInLink, ...to(person), data: { url, minutes: 15 } }),
  passwordReset: (ctx: WriteCtx, person: Reader, url: string) => queueMail(ctx, { template: mailTemplates.passwordReset, ...to(person), data: { url, minutes: 60 } }),
  verifyEmail: (ctx: WriteCtx, person: Reader, address: string, url: string) => queueMail(ctx, { template: mailTemplates.verifyEmail, ...to({ ...person, email: address }), data: { url, address } }),
  newSignIn: (ctx: WriteCtx, person: Reader) => queueMail(ctx, { template: mailTemplates.newSignIn, ...to(person), data: { ...happening(ctx), ...dashboardPage('/account') } }),
  passwordChanged: (ctx: WriteCtx, person: Reader) => queueMail(ctx, { template: mailTemplates.passwordChanged, ...to(person), data: { ...happening(ctx), ...dashboardPage('/forgot-password') } }),
  /** To the address of before: only its owner can say that it was not them. */
  addressChanged: (ctx: WriteCtx, person: Reader) => queueMail(ctx, { template: mailTemplates.addressChanged, ...to(person), data: happening(ctx) }),
  secondFactorChanged: (ctx: WriteCtx, person: Reader, change: 'on' | 'off' | 'recovery_codes' | 'recovery_code_used') =>
    queueMail(ctx, { template: mailTemplates.secondFactorChanged, ...to(person), data: { change, ...happening(ctx), ...dashboardPage('/account') } }),
}
