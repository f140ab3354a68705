import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Input, Schema } from '../wire.js'

/** Invitations to work in a workspace. Each is a link by mail that works for seven days, once. */
export function invitations(request: KitRequest) {
  return {
    /** Newest first. An owner's doing, like all but the last two. */
    list: (input: Input<'invitations.list'> = {}, options?: CallOptions): Listing<Schema<'Invitation'>> => paginate(input, (asked) => request('get', '/v1/invitations', asked, options)),

    /** Invites an address, or somebody of `team.list` by `memberId`. Throws `invitation_open`, `already_member`. */
    create: (input: Input<'invitations.create'>, options?: CallOptions): Promise<Schema<'Invitation'>> => request('post', '/v1/invitations', input, options),

    /** Takes one back: its link opens nothing any more. */
    revoke: (input: Input<'invitations.revoke'>, options?: CallOptions): Promise<Schema<'Invitation'>> => request('post', '/v1/invitations/{id}/revoke', input, options),

    /** Sends one again with a new link; the one before opens nothing any more. Throws `invitation_just_sent`. */
    resend: (input: Input<'invitations.resend'>, options?: CallOptions): Promise<Schema<'Invitation'>> => request('post', '/v1/invitations/{id}/resend', input, options),

    /** What an invitation is for, by the token of its link. It needs no key and changes nothing. */
    look: (input: Input<'invitations.look'>, options?: CallOptions): Promise<Schema<'InvitationLook'>> => request('post', '/v1/invitations/look', input, options),

    /**
     * Accepts one: as whoever is signed in, or as somebody new with a name and a password, who signs in afterwards.
     * Throws `invitation_sign_in_required` where the address has an account, `invitation_for_another` to anybody else's.
     */
    accept: (input: Input<'invitations.accept'>, options?: CallOptions): Promise<Schema<'Workspace'>> => request('post', '/v1/invitations/accept', input, options),
  }
}
