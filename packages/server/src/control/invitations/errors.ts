import { defineErrors } from '@startupkit/core/plumbing'

export const invitationErrors = defineErrors({
  invitation_not_found: { kind: 'not_found', message: 'There is no such invitation.' },
  invitation_accepted: { kind: 'conflict', message: 'This invitation was accepted already.' },
  invitation_expired: { kind: 'conflict', message: 'This invitation has run out. Ask for another.' },
  invitation_revoked: { kind: 'conflict', message: 'This invitation was taken back.' },
  invitation_open: { kind: 'conflict', message: 'An invitation to that address is open. Send it again instead.' },
  invitation_just_sent: { kind: 'limited', message: 'It was sent less than a minute ago.' },
  invitation_for_another: { kind: 'forbidden', message: 'This invitation is for another address. Sign in with that one.' },
  invitation_sign_in_required: { kind: 'conflict', message: 'The address has an account. Sign in with it, then accept.' },
  invitation_account_required: { kind: 'invalid', message: 'Choose a name and a password, or sign in first.' },
  invitation_address_missing: { kind: 'invalid', message: 'Say which address to send it to.' },
  invitation_role_missing: { kind: 'invalid', message: 'Say which role they should have.' },
  invitations_full: { kind: 'conflict', message: 'A workspace has at most 200 open invitations.' },
})
