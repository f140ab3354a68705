import { peopleErrors } from './errors.js'

// The most common of ten characters and more, and what they are made of: with digits or signs around it, each stays a first guess.
const common = new Set(
  `password passwort password1 letmein welcome iloveyou qwerty qwertz azerty qwertyuiop qwertzuiop azertyuiop asdfghjkl zxcvbnm yxcvbnm admin administrator
  princess sunshine football baseball basketball superman batman dragon monkey shadow master michael jennifer trustno trustnoone whatever starwars pokemon
  chocolate butterfly liverpool chelsea arsenal computer internet freedom mustang corvette secret secretpassword mypassword thisismypassword changeme
  changemeplease default guest login test testing tester startupkit dashboard hello helloworld abcdefghij abcdefghijklmnop abc abcd qazwsx qazwsxedc
  qweasdzxc onetwothree motdepasse contrasena contraseña lösenord wachtwoord hunter hunter2 correcthorsebatterystaple correcthorse summer winter spring autumn
  january february march april june july august september october november december monday friday sommer herbst frühling`
    .split(/\s+/)
    .map((word) => word.normalize('NFKC')),
)
const leet: Record<string, string> = { '0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' }

const letters = (text: string) => text.replace(/[^\p{L}]/gu, '')
const runs = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm']

/** Whether a password is among the first that somebody would try. */
export function isCommon(password: string): boolean {
  const low = password.normalize('NFKC').toLowerCase()
  const core = letters(low)
  const swapped = letters(low.replace(/[013457@$!]/g, (sign) => leet[sign]!))
  if (new Set(low).size <= 3 || runs.some((run) => run.includes(low))) return true
  const unit = /^(.{1,6}?)\1+$/u.exec(low)?.[1]
  if (unit !== undefined) return true
  // A common word is most of it: what was put around it is what everybody puts there.
  return [core, swapped].some((word) => common.has(word) && low.length - word.length <= 5) || common.has(low)
}

/** Refuses a password that is too easily guessed, or made of the person's own name or address. */
export function checkPassword(password: string, about: { email?: string; name?: string } = {}): void {
  const low = password.toLowerCase()
  const own = [about.email, about.email?.split('@')[0], about.name].filter((word): word is string => word !== undefined && word.length >= 4)
  if (isCommon(password) || own.some((word) => letters(low) === letters(word.toLowerCase()) || low === word.toLowerCase())) throw peopleErrors.password_too_common()
}
