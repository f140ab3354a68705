import { defineErrors } from '@startupkit/core/plumbing'

export const peopleErrors = defineErrors({
  credentials_wrong: { kind: 'unauthenticated', message: 'That e-mail address and password do not belong together.' },
  second_factor_required: { kind: 'unauthenticated', message: 'Enter the code of your second factor first.' },
  second_factor_wrong: { kind: 'unauthenticated', message: 'That code is not right, or was used already.' },
  second_factor_on: { kind: 'conflict', message: 'A second factor is already on.' },
  second_factor_off: { kind: 'conflict', message: 'No second factor is on.' },
  sign_in_limited: { kind: 'limited', message: 'Too many tries. Wait a while and try again.' },
  link_expired: { kind: 'invalid', message: 'That link was used already, or is too old. Ask for another.' },
  redirect_not_allowed: { kind: 'invalid', message: 'That address is not on a dashboard of this server.' },
  password_too_common: { kind: 'invalid', message: 'That password is among the first that somebody would try.' },
  password_wrong: { kind: 'forbidden', message: 'That is not your password.' },
  person_not_found: { kind: 'not_found', message: 'There is no such person.' },
  person_email_taken: { kind: 'conflict', message: 'Somebody signs in with that e-mail address already.' },
  session_not_found: { kind: 'not_found', message: 'You have no such session.' },
  first_owner_exists: { kind: 'conflict', message: 'The first owner is there already. Sign in.' },
  setup_code_wrong: { kind: 'unauthenticated', message: 'That is not the set-up code that the server wrote down when it started.' },
  demo_off: { kind: 'not_found', message: 'The demo sign-in is for demo mode, on this machine alone.' },
  provider_not_found: { kind: 'not_found', message: 'No sign-in with that provider is set up.' },
})
