import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Api } from '../../../api.js'
import { Live } from '../../../live.js'
import { toast } from '../../../parts/toast.js'
import { problemOf, type Problem } from '../../../problem.js'
import { issueWords } from './issue-words.js'

type Host = ReactiveControllerHost & { api: Api; mayChange?: boolean }
type Versioned = { version: number; updatedAt: string | null }

/** How a room of settings is read and changed, and its name in the fact that says it was changed. */
export type Room<T extends Versioned, Patch> = {
  name: string
  read: (api: Api) => Promise<T>
  save: (api: Api, patch: Patch & { expectedVersion: number }) => Promise<T>
  saved?: (now: T) => void
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/**
 * A room of settings that somebody edits: what is stored, what they typed beside it, and what became of saving. What they typed stays until it is
 * saved or taken back, whatever others change meanwhile.
 */
export class SettingsForm<T extends Versioned, Patch extends object> implements ReactiveController {
  stored: T | undefined
  typed: Partial<Patch> = {}
  /** Fields that somebody else changed while these were open, as they are now. */
  meanwhile: (keyof T & string)[] = []
  /** Why it could not be read, or not be saved. */
  unread: Problem | undefined
  problem: Problem | undefined
  busy = false
  private readonly host: Host
  private readonly room: Room<T, Patch>
  private api: Api | undefined

  constructor(host: Host, room: Room<T, Patch>) {
    this.host = host
    this.room = room
    host.addController(this)
    new Live(host, ({ name, data }) => name === 'settings.changed' && (data as { room?: string }).room === room.name && void this.look())
  }

  hostConnected(): void {
    window.addEventListener('beforeunload', this.leaving)
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeunload', this.leaving)
  }

  hostUpdate(): void {
    if (this.api === this.host.api) return
    this.api = this.host.api
    this.stored = undefined
    this.typed = {}
    void this.look()
  }

  /** As the form shows it: what was typed over what is stored. */
  get value(): T & Patch {
    return { ...this.stored, ...this.typed } as T & Patch
  }

  /** Whether somebody may only read it. The server decides; this says so before they type. */
  get fixed(): boolean {
    return this.host.mayChange === false
  }

  get changed(): boolean {
    return Object.keys(this.typed).length > 0
  }

  set(change: Partial<Patch>): void {
    const typed = { ...this.typed, ...change }
    for (const field of Object.keys(typed) as (keyof Patch & keyof T)[]) if (same(typed[field], this.stored?.[field])) delete typed[field]
    this.typed = typed
    this.host.requestUpdate()
  }

  /** Takes back what was typed. */
  readonly discard = (): void => {
    this.typed = {}
    this.problem = undefined
    this.meanwhile = []
    this.host.requestUpdate()
  }

  /** Gives up one's own for what somebody else chose. */
  takeTheirs(field: string): void {
    delete (this.typed as Record<string, unknown>)[field]
    this.meanwhile = this.meanwhile.filter((one) => one !== field)
    this.host.requestUpdate()
  }

  /** What is wrong at a field, or below it: `address.city`. */
  wrong(path: string): string | undefined {
    const issue = this.problem?.issues.find((one) => one.path === path || one.path.startsWith(`${path}.`))
    return issue && issueWords(issue.message)
  }

  readonly look = async (): Promise<void> => {
    this.unread = undefined
    try {
      this.arrived(await this.room.read(this.host.api), true)
    } catch (thrown) {
      const problem = problemOf(thrown)
      if (!this.stored) this.unread = problem
      if (problem.kind === 'unauthenticated') window.dispatchEvent(new CustomEvent('app-signed-out'))
    }
    this.host.requestUpdate()
  }

  readonly save = async (event?: Event): Promise<void> => {
    event?.preventDefault()
    if (!this.changed || this.busy || !this.stored) return
    this.busy = true
    this.problem = undefined
    this.host.requestUpdate()
    try {
      const now = await this.room.save(this.host.api, { ...(this.typed as Patch), expectedVersion: this.stored.version })
      this.typed = {}
      this.meanwhile = []
      this.arrived(now, false)
      toast('Saved')
    } catch (thrown) {
      const problem = problemOf(thrown)
      if (problem.code === 'settings_changed_meanwhile') await this.look()
      else this.problem = problem
    }
    this.busy = false
    this.host.requestUpdate()
    await this.host.updateComplete
    if (this.problem) (this.host as unknown as { renderRoot?: ParentNode }).renderRoot?.querySelector<HTMLElement>('[aria-invalid="true"], .save .notice')?.focus()
  }

  /** Takes a reading that came another way, such as the answer to an upload. */
  readonly arrived = (now: T, byOthers: boolean): void => {
    const before = this.stored
    if (before && byOthers && now.version < before.version) return
    this.stored = now
    const fields = Object.keys(now).filter((field) => field !== 'version' && field !== 'updatedAt') as (keyof T & string)[]
    if (before && byOthers && this.changed) this.meanwhile = [...new Set([...this.meanwhile, ...fields.filter((field) => !same(before[field], now[field]))])]
    for (const field of Object.keys(this.typed) as (keyof Patch & keyof T)[]) if (same(this.typed[field], now[field])) delete this.typed[field]
    this.room.saved?.(now)
    this.host.requestUpdate()
  }

  private readonly leaving = (event: BeforeUnloadEvent): void => {
    if (this.changed) event.preventDefault()
  }
}
