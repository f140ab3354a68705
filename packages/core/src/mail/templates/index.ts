import type { AnyMail } from '../define-mail.js'
import { addressChanged } from './address-changed.js'
import { digest } from './digest.js'
import { invitation } from './invitation.js'
import { newSignIn } from './new-sign-in.js'
import { notification } from './notification.js'
import { passwordChanged } from './password-changed.js'
import { passwordReset } from './password-reset.js'
import { secondFactorChanged } from './second-factor-changed.js'
import { signInLink } from './sign-in-link.js'
import { testMail } from './test-mail.js'
import { verifyEmail } from './verify-email.js'
import { workspaceDeletion } from './workspace-deletion.js'

/** Every mail that the product can send, by its name in code. */
export const mailTemplates = { signInLink, passwordReset, verifyEmail, invitation, newSignIn, passwordChanged, addressChanged, secondFactorChanged, workspaceDeletion, testMail, notification, digest }

const byName: ReadonlyMap<string, AnyMail> = new Map(Object.values<AnyMail>(mailTemplates).map((template) => [template.name, template]))

/** A template by the name that `mails` remembers, undefined where this version has none. */
export const findTemplate = (name: string): AnyMail | undefined => byName.get(name)
export const allTemplates = (): AnyMail[] => [...byName.values()]
