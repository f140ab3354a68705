import { randomBytes } from 'node:crypto'
import type { Person } from '../control/people/schemas.js'
import type { Workspace } from '../control/schemas.js'
import { all, workspaceOf, type Command, type Options } from './commands.js'

const text = (options: Options, name: string) => options[name] as string | undefined
const pathOf = (who: string, verb: string) => `/v1/people/${encodeURIComponent(who)}/${verb}`
const line = (one: Person) => `${one.email}  ${one.id}  ${one.secondFactor ? 'second factor' : '-'}  ${one.name}`

/** What a person types once, and changes. */
const made = () => randomBytes(12).toString('base64url')

/** People who sign in. Whoever can use the socket owns the machine: nothing here asks for more. */
export const peopleCommands: Readonly<Record<string, Command>> = {
  'user create': {
    usage: 'user create EMAIL [--name NAME] [--owner-of W]', says: 'makes an account and shows its password once', words: ['EMAIL'], options: { name: 'text', 'owner-of': 'text' },
    async run(talk, [email], options) {
      const password = made()
      const person = (await talk.ask({ method: 'POST', path: '/v1/people', body: { email, name: text(options, 'name') ?? email!.split('@')[0], password } })) as Person
      const owned = text(options, 'owner-of')
      if (owned !== undefined) await talk.ask({ method: 'POST', path: pathOf(person.id, 'make-owner'), body: { workspaceId: await idOf(talk, owned) } })
      return { value: { ...person, password }, words: `${person.email} (${person.id})\n${password}\n(the password is not shown again)` }
    },
  },
  'user list': {
    usage: 'user list', says: 'lists everybody who can sign in', words: [], options: {},
    async run(talk) {
      const found = await all<Person>(talk, '/v1/people')
      return { value: found, words: found.length ? found.map(line).join('\n') : 'Nobody yet: startupkit user create EMAIL --owner-of WORKSPACE' }
    },
  },
  'user reset-password': {
    usage: 'user reset-password EMAIL', says: 'gives somebody another password, shows it once, and ends their sessions', words: ['EMAIL'], options: {},
    async run(talk, [who]) {
      const password = made()
      const person = (await talk.ask({ method: 'POST', path: pathOf(who!, 'password'), body: { password } })) as Person
      return { value: { ...person, password }, words: `${person.email}\n${password}\n(the password is not shown again)` }
    },
  },
  'user make-owner': {
    usage: 'user make-owner EMAIL [--workspace W]', says: 'makes somebody an owner of a workspace', words: ['EMAIL'], options: { workspace: 'text' },
    async run(talk, [who], options) {
      const workspaceId = await idOf(talk, await workspaceOf(talk, options))
      const person = (await talk.ask({ method: 'POST', path: pathOf(who!, 'make-owner'), body: { workspaceId } })) as Person
      return { value: person, words: `${person.email} is an owner.` }
    },
  },
  'user disable-second-factor': {
    usage: 'user disable-second-factor EMAIL', says: 'turns off the second factor of somebody who lost it, and ends their sessions', words: ['EMAIL'], options: {},
    async run(talk, [who]) {
      const person = (await talk.ask({ method: 'POST', path: pathOf(who!, 'remove-second-factor'), body: {} })) as Person
      return { value: person, words: `${person.email} signs in with the password alone.` }
    },
  },
}

const idOf = async (talk: Parameters<Command['run']>[0], named: string): Promise<string> => ((await talk.ask({ method: 'GET', path: `/v1/workspaces/${encodeURIComponent(named)}` })) as Workspace).id
