import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** Signing in, for pages of a dashboard: `createClient({ session: true, baseUrl })`. The session itself is a cookie that no script sees. */
export function auth(request: KitRequest) {
  return {
    /** How one can sign in here: the first thing to ask. `first_owner_needed` asks for `setup`. */
    ways: (options?: CallOptions): Promise<Schema<'SignInWays'>> => request('get', '/v1/auth/setup', {}, options),

    /** Makes the first owner and workspace, with the code that the server wrote down when it started. Throws `setup_code_wrong`, `first_owner_exists`. */
    setup: (input: Input<'auth.setup'>, options?: CallOptions): Promise<Schema<'SignedIn'>> => request('post', '/v1/auth/setup', input, options),

    /** Signs in as the demo's owner. Throws `demo_off` but in demo mode, on the same machine. */
    demo: (options?: CallOptions): Promise<Schema<'SignedIn'>> => request('post', '/v1/auth/demo', {}, options),

    /**
     * Signs in. Where `secondFactorRequired`, nothing opens until `secondFactor`. Throws `credentials_wrong`, `sign_in_limited`.
     * @example const { secondFactorRequired } = await client.auth.signIn({ email, password })
     */
    signIn: (input: Input<'auth.signIn'>, options?: CallOptions): Promise<Schema<'SignedIn'>> => request('post', '/v1/auth/sign-in', input, options),

    /** Shows the second factor: `code` of the app, or a `backupCode`, which is used up. Throws `second_factor_wrong`, `sign_in_limited`. */
    secondFactor: (input: Input<'auth.secondFactor'>, options?: CallOptions): Promise<Schema<'SignedIn'>> => request('post', '/v1/auth/second-factor', input, options),

    /** Ends the session. */
    signOut: (options?: CallOptions): Promise<Answer<'auth.signOut'>> => request('post', '/v1/auth/sign-out', {}, options),

    /** Mails a link that signs in. Answers the same whether anybody has that address. */
    sendLink: (input: Input<'auth.sendLink'>, options?: CallOptions): Promise<Answer<'auth.sendLink'>> => request('post', '/v1/auth/link', input, options),

    /** Signs in with the `token` of such a link. Throws `link_expired`. */
    followLink: (input: Input<'auth.followLink'>, options?: CallOptions): Promise<Schema<'SignedIn'>> => request('post', '/v1/auth/link/follow', input, options),

    /** Mails a link for choosing a new password. Answers the same whether anybody has that address. */
    forgotPassword: (input: Input<'auth.forgotPassword'>, options?: CallOptions): Promise<Answer<'auth.forgotPassword'>> => request('post', '/v1/auth/password/forgot', input, options),

    /** Chooses it. Every session ends; it signs nobody in. Throws `link_expired`, `password_too_common`. */
    resetPassword: (input: Input<'auth.resetPassword'>, options?: CallOptions): Promise<Answer<'auth.resetPassword'>> => request('post', '/v1/auth/password/reset', input, options),

    /** Proves an address with the `token` that was mailed there. Throws `link_expired`. */
    verifyEmail: (input: Input<'auth.verifyEmail'>, options?: CallOptions): Promise<Schema<'Person'>> => request('post', '/v1/auth/email/verify', input, options),

    /** Begins to sign in with a provider: send the browser to `url`. It comes back to `redirectTo`, with `?error=` or `?second_factor=required` where there is more to do. */
    startProvider: (input: Input<'auth.startProvider'>, options?: CallOptions): Promise<Answer<'auth.startProvider'>> => request('post', '/v1/auth/providers/{provider}', input, options),
  }
}
