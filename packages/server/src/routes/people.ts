import type { AnyOperation } from '@startupkit/core/contract'
import { changeEmail, changePassword, getMe, updateMe } from '../control/people/account.js'
import { demoSignIn } from '../control/people/demo-sign-in.js'
import { setUp, signInWays } from '../control/people/first-owner.js'
import { followSignInLink, forgotPassword, resetPassword, sendSignInLink, verifyEmail } from '../control/people/links.js'
import { finishProvider, startProvider } from '../control/people/oauth.js'
import { createPerson, listPeople, makeOwner, removeSecondFactor, setPassword } from '../control/people/operator.js'
import { confirmSecondFactor, renewBackupCodes, showSecondFactor, startSecondFactor, stopSecondFactor } from '../control/people/second-factor.js'
import { listSessions, revokeOtherSessions, revokeSession } from '../control/people/sessions.js'
import { signIn, signOut } from '../control/people/sign-in.js'
import { send, type App } from '../exchange.js'
import { expose, type Method } from '../expose.js'
import { visiting } from '../visiting.js'

/** Signing in, and what everybody may do with their own account. The library behind it has no route: nothing is reached but what is named here. */
export function peopleRoutes(app: App): void {
  const door = (operation: AnyOperation, method: Method, path: string) => expose(app, operation, { method, path, open: true, personal: true, run: visiting(operation) })
  const own = (operation: AnyOperation, method: Method, path: string) => expose(app, operation, { method, path, personal: true, run: visiting(operation) })

  door(signInWays, 'get', '/v1/auth/setup')
  door(setUp, 'post', '/v1/auth/setup')
  door(demoSignIn, 'post', '/v1/auth/demo')
  door(signIn, 'post', '/v1/auth/sign-in')
  door(showSecondFactor, 'post', '/v1/auth/second-factor')
  door(signOut, 'post', '/v1/auth/sign-out')
  door(sendSignInLink, 'post', '/v1/auth/link')
  door(followSignInLink, 'post', '/v1/auth/link/follow')
  door(forgotPassword, 'post', '/v1/auth/password/forgot')
  door(resetPassword, 'post', '/v1/auth/password/reset')
  door(verifyEmail, 'post', '/v1/auth/email/verify')
  door(startProvider, 'post', '/v1/auth/providers/{provider}')
  expose(app, finishProvider, {
    method: 'get', path: '/v1/auth/providers/{provider}/callback', open: true, personal: true,
    async run(c, who, input, options) {
      const { location } = (await visiting(finishProvider)(c, who, input, options)) as { location: string }
      return send(c, 302, null, { location, 'cache-control': 'no-store' })
    },
  })

  own(getMe, 'get', '/v1/me')
  own(updateMe, 'patch', '/v1/me')
  own(changeEmail, 'post', '/v1/me/email')
  own(changePassword, 'post', '/v1/me/password')
  own(listSessions, 'get', '/v1/me/sessions')
  own(revokeSession, 'post', '/v1/me/sessions/{id}/revoke')
  own(revokeOtherSessions, 'post', '/v1/me/sessions/revoke-others')
  own(startSecondFactor, 'post', '/v1/me/second-factor')
  own(confirmSecondFactor, 'post', '/v1/me/second-factor/confirm')
  own(renewBackupCodes, 'post', '/v1/me/second-factor/backup-codes')
  own(stopSecondFactor, 'post', '/v1/me/second-factor/stop')

  expose(app, listPeople, { method: 'get', path: '/v1/people', on: 'control' })
  expose(app, createPerson, { method: 'post', path: '/v1/people', status: 201, run: visiting(createPerson) })
  expose(app, setPassword, { method: 'post', path: '/v1/people/{id}/password', run: visiting(setPassword) })
  expose(app, makeOwner, { method: 'post', path: '/v1/people/{id}/make-owner', on: 'control' })
  expose(app, removeSecondFactor, { method: 'post', path: '/v1/people/{id}/remove-second-factor', on: 'control' })
}
