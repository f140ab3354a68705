import type { IconName } from '../parts/icon.js'
import { opensSection, sections } from '../pages/settings/sections.js'
import { may, opensPage } from '../rights.js'
import { addressOf, type PageName } from '../routes.js'
import type { Session } from '../session.js'
import { chooseTheme, type Theme } from '../theme.js'

/** Something that the palette finds by its words: a place to go to, or a thing to do. */
export type Command = { group: 'Pages' | 'Settings' | 'Do' | 'Workspaces'; icon: IconName; name: string; more: string; words: string } & ({ address: string; run?: undefined } | { run: () => void; address?: undefined })

const pages: [string, string, IconName, Exclude<PageName, 'nowhere'>][] = [
  ['Revenue', 'MRR, sources, types', 'bars', 'revenue'],
  ['Transactions', 'Every entry', 'list', 'transactions'],
  ['Contacts', 'Everybody', 'people', 'contacts'],
  ['Merge review', 'Who may be the same', 'merge', 'reviews'],
  ['Import', 'Bring in the old platform', 'upload', 'imports'],
  ['Settings', 'Everything that can be chosen', 'gear', 'settings'],
]

const themes: [Theme, string, string][] = [['light', 'Light colours', 'theme bright'], ['dark', 'Dark colours', 'theme night'], ['system', 'Colours as this machine has them', 'theme system']]
const send = (name: string) => () => void window.dispatchEvent(new CustomEvent(name))

/** All that somebody may reach and do here, in the order in which it is offered. */
export function commandsFor({ workspace, workspaces, me }: Session, colours: Theme): Command[] {
  const at = (id: string) => addressOf(workspace.slug, 'settings', id)
  const can = (path: string) => sections.some((one) => one.path === path && opensSection(workspace, one))
  return [
    ...pages.filter(([, , , page]) => opensPage(workspace, page)).map(([name, more, icon, page]): Command => ({ group: 'Pages', icon, name, more, words: '', address: addressOf(workspace.slug, page) })),
    ...(me ? [{ group: 'Pages', icon: 'bell', name: 'Notifications', more: 'What you were told', words: 'bell', address: addressOf(workspace.slug, 'notifications') } satisfies Command] : []),
    ...(can('keys') ? [{ group: 'Do', icon: 'key', name: 'New API key', more: '', words: 'create make secret publishable token', address: at('keys/new') } satisfies Command] : []),
    ...(can('webhooks') ? [{ group: 'Do', icon: 'send', name: 'New webhook endpoint', more: '', words: 'create add', address: at('webhooks/new') } satisfies Command] : []),
    ...(can('members') && may(workspace, 'members.write', 'owner') ? [{ group: 'Do', icon: 'mail', name: 'Invite somebody', more: '', words: 'add member team colleague', address: at('members/invite') } satisfies Command] : []),
    ...themes.filter(([theme]) => theme !== colours).map(([theme, name, words]): Command => ({ group: 'Do', icon: theme === 'light' ? 'sun' : 'palette', name, more: '', words, run: () => chooseTheme(theme) })),
    { group: 'Do', icon: 'keyboard', name: 'Show the keys', more: '?', words: 'keyboard shortcuts help', run: send('app-keys') },
    { group: 'Do', icon: 'out', name: 'Sign out', more: '', words: 'log out leave', run: send('app-sign-out') },
    ...workspaces.filter(({ id }) => id !== workspace.id).map((one): Command => ({ group: 'Workspaces', icon: 'switch', name: `Switch to ${one.name}`, more: one.mode === 'live' ? '' : one.mode === 'test' ? 'Test' : 'Demo', words: `workspace ${one.slug}`, address: addressOf(one.slug, 'revenue') })),
    ...sections.filter((one) => opensSection(workspace, one)).map((one): Command => ({ group: 'Settings', icon: one.icon, name: one.name, more: one.says, words: `settings ${one.path} ${one.group}`, address: at(one.path) })),
  ]
}

const order: Command['group'][] = ['Pages', 'Do', 'Workspaces', 'Settings']

/** How well a command fits what was typed: its name first, then what it says; 0 for not at all. */
export function fit({ name, more, words }: Pick<Command, 'name' | 'more' | 'words'>, typed: string): number {
  const wanted = typed.trim().toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return 1
  const [called, all] = [name.toLowerCase(), `${name} ${more} ${words}`.toLowerCase()]
  if (!wanted.every((word) => all.split(/[\s,]+/).some((part) => part.startsWith(word)))) return 0
  return called.startsWith(wanted.join(' ')) ? 3 : wanted.every((word) => called.includes(word)) ? 2 : 1
}

/** Before anything is typed the pages and what can be done; after that all that fits, the best first within its group. */
export function commandsThatFit(commands: readonly Command[], typed: string): Command[] {
  const nothing = typed.trim() === ''
  const found = commands.map((command) => ({ command, fits: fit(command, typed) })).filter(({ command, fits }) => fits > 0 && !(nothing && command.group === 'Settings'))
  const best = (group: Command['group']) => Math.max(0, ...found.filter(({ command }) => command.group === group).map(({ fits }) => fits))
  const groups = nothing ? order : [...order].sort((a, b) => best(b) - best(a))
  return groups.flatMap((group) => found.filter(({ command }) => command.group === group).sort((a, b) => b.fits - a.fits).map(({ command }) => command))
}
