import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** Whoever is signed in: their own account and sessions. Throws `unauthenticated` where nobody is, `second_factor_required` where the factor is still to come. */
export function me(request: KitRequest) {
  return {
    /** The person, and the workspaces where they work with their roles. */
    get: (options?: CallOptions): Promise<Schema<'Me'>> => request('get', '/v1/me', {}, options),

    /** Changes name or language. */
    update: (input: Input<'me.update'>, options?: CallOptions): Promise<Schema<'Person'>> => request('patch', '/v1/me', input, options),

    /** Asks for another address: it counts once the link that is mailed there was followed. Throws `password_wrong`. */
    changeEmail: (input: Input<'me.changeEmail'>, options?: CallOptions): Promise<Answer<'me.changeEmail'>> => request('post', '/v1/me/email', input, options),

    /** Changes the password; every other session ends. Throws `password_wrong`, `password_too_common`. */
    changePassword: (input: Input<'me.changePassword'>, options?: CallOptions): Promise<Answer<'me.changePassword'>> => request('post', '/v1/me/password', input, options),

    /** Own sessions, newest first. */
    sessions: (input: Input<'me.sessions'> = {}, options?: CallOptions): Listing<Schema<'Session'>> => paginate(input, (asked) => request('get', '/v1/me/sessions', asked, options)),

    /** Ends one of them. Throws `session_not_found`. */
    revokeSession: (input: Input<'me.revokeSession'>, options?: CallOptions): Promise<Answer<'me.revokeSession'>> => request('post', '/v1/me/sessions/{id}/revoke', input, options),

    /** Ends all but this one. */
    revokeOtherSessions: (options?: CallOptions): Promise<Answer<'me.revokeOtherSessions'>> => request('post', '/v1/me/sessions/revoke-others', {}, options),

    /** Begins to set up a second factor: what it answers is shown this once. Throws `second_factor_on`, `password_wrong`. */
    startSecondFactor: (input: Input<'me.startSecondFactor'>, options?: CallOptions): Promise<Schema<'NewSecondFactor'>> => request('post', '/v1/me/second-factor', input, options),

    /** Turns it on with its first code. Throws `second_factor_wrong`. */
    confirmSecondFactor: (input: Input<'me.confirmSecondFactor'>, options?: CallOptions): Promise<Schema<'SignedIn'>> => request('post', '/v1/me/second-factor/confirm', input, options),

    /** New backup codes; the old ones are void. */
    renewBackupCodes: (input: Input<'me.renewBackupCodes'>, options?: CallOptions): Promise<Schema<'NewBackupCodes'>> => request('post', '/v1/me/second-factor/backup-codes', input, options),

    /** Turns it off; takes the password and a code. */
    stopSecondFactor: (input: Input<'me.stopSecondFactor'>, options?: CallOptions): Promise<Answer<'me.stopSecondFactor'>> => request('post', '/v1/me/second-factor/stop', input, options),
  }
}
