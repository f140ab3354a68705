import * as z from 'zod'
import { defineOperation, Instant, iso, kitErrors, staff, type Operation, type ReadCtx, type Role, type WriteCtx } from '../foundation/index.js'
import { readRoom, roomOf, storeRoom, type StoredRoom } from './stored-room.js'
import { settingsErrors } from './errors.js'

declare const secretMark: unique symbol

/** A field whose value is sealed, and never answered. */
export type SecretField = z.ZodDefault<z.ZodNullable<z.ZodString>> & { readonly [secretMark]: true }

/** A secret of a settings room, like a password: sealed by the vault, answered as `{ isSet }`, in no audit line and no event. Null takes it away. */
export const secretField = (max = 1_000): SecretField => z.string().min(1).max(max).nullable().default(null).meta({ secret: true }) as unknown as SecretField

/** What is answered in place of a secret. */
export const SecretState = z.object({ isSet: z.boolean() }).meta({ id: 'SecretState' })

type Bare<T> = T extends z.ZodDefault<infer Inner> ? Inner : T
type PatchShape<S extends z.ZodRawShape, Fixed extends keyof S> = { [K in Exclude<keyof S, Fixed>]: z.ZodOptional<Bare<S[K]> & z.ZodType> } & { expectedVersion: z.ZodOptional<z.ZodInt> }
type ShownShape<S extends z.ZodRawShape> = { [K in keyof S]: S[K] extends SecretField ? typeof SecretState : Bare<S[K]> & z.ZodType }
type AnswerShape<S extends z.ZodRawShape, D extends z.ZodRawShape> = ShownShape<S> & D & { version: z.ZodInt; updatedAt: z.ZodNullable<typeof Instant> }

/** The settings of a room as code reads them: defaults filled in, secrets as `{ isSet }`. */
export type SettingsOf<S extends z.ZodRawShape> = z.output<z.ZodObject<ShownShape<S>>>

type SecretName<S extends z.ZodRawShape> = { [K in keyof S]: S[K] extends SecretField ? K : never }[keyof S] & string

export type SettingsDefinition<R extends string, S extends z.ZodRawShape, Fixed extends keyof S & string, D extends z.ZodRawShape> = {
  /** camelCase, the key under which it is stored: `branding` makes `settings.getBranding` and `settings.updateBranding`. */
  room: R
  title: string
  summary: string
  /** A strict object whose every field has a default. Rules over several fields are refinements of the whole. */
  schema: z.ZodObject<S>
  /** The room of the core that obeys these settings. */
  owns: string
  /** Who may change them besides the system. Owners, unless given. */
  allow?: readonly Role[]
  /** The field that says whom a secret is for, by the secret's name: where it changes, the secret is gone unless it is given anew. Else it could be sent to anybody. */
  madeFor?: Partial<Record<SecretName<S>, keyof S & string>>
  /** Fields that only code changes, with `put`. */
  fixed?: readonly Fixed[]
  /** One spelling for what can be written several ways. */
  tidy?: (value: z.output<z.ZodObject<S>>) => z.output<z.ZodObject<S>>
  /** What the answer says beside the fields. */
  derived?: { shape: D; of: (value: SettingsOf<S>) => z.output<z.ZodObject<D>> }
}

export type SettingsRoom<R extends string, S extends z.ZodRawShape, Fixed extends keyof S & string = never, D extends z.ZodRawShape = Record<never, never>> = {
  room: R
  title: string
  summary: string
  owns: string
  /** The names of its secret fields. */
  secrets: readonly string[]
  get: Operation<'read', z.ZodObject<Record<never, never>>, z.ZodObject<AnswerShape<S, D>>>
  update: Operation<'write', z.ZodObject<PatchShape<S, Fixed>>, z.ZodObject<AnswerShape<S, D>>>
  /** The settings, defaults filled in. */
  readSettings(ctx: ReadCtx): Promise<SettingsOf<S>>
  /** The same inside a write, read once for the whole group. */
  settingsOf(ctx: WriteCtx): Promise<SettingsOf<S>>
  /** A secret in the clear, null where none is set. For the moment of its use: never put it anywhere. */
  readSecret(ctx: ReadCtx, field: SecretName<S>): Promise<string | null>
  /** Changes fields from code, `fixed` ones too. `keepByHand` leaves alone what somebody chose; answers the fields that changed. */
  put(ctx: WriteCtx, patch: Partial<z.input<z.ZodObject<S>>>, options?: { keepByHand?: boolean }): Promise<string[]>
}

const capital = (room: string) => `${room.charAt(0).toUpperCase()}${room.slice(1)}`
const isSecret = (field: z.ZodType) => (z.globalRegistry.get(field) as { secret?: boolean } | undefined)?.secret === true
const bare = (field: z.ZodType) => (field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field)

/**
 * A room of settings: a typed schema, read by code and by the pair of operations `settings.getX` and `settings.updateX`.
 * An update changes what is given, is validated as a whole, is audited with the fields before and after, and says `settings.changed` where
 * anything changed. `expectedVersion` refuses what was decided on an older reading (`settings_changed_meanwhile`).
 * @example export const chat = defineSettings({ room: 'chat', title: 'Chat', summary: 'How the chat greets', owns: 'chat', schema: z.strictObject({ greeting: text(200).default('Hello') }) })
 */
export function defineSettings<R extends string, S extends z.ZodRawShape, Fixed extends keyof S & string = never, D extends z.ZodRawShape = Record<never, never>>(
  definition: SettingsDefinition<R, S, Fixed, D>,
): SettingsRoom<R, S, Fixed, D> {
  const { room, title, summary, schema, owns, allow = ['owner'], fixed = [], madeFor = {}, tidy = (value) => value, derived } = definition
  const shape = schema.shape as unknown as Record<string, z.ZodType>
  const fields = Object.keys(shape)
  const secrets = fields.filter((field) => isSecret(shape[field]!))
  const shown = Object.fromEntries(fields.map((field) => [field, secrets.includes(field) ? SecretState : bare(shape[field]!)]))
  const patchable = fields.filter((field) => !(fixed as readonly string[]).includes(field))
  const name = capital(room)
  const input = z.strictObject({ ...Object.fromEntries(patchable.map((field) => [field, bare(shape[field]!).optional()])), expectedVersion: z.int().min(0).optional() })
  const output = z.object({ ...shown, ...derived?.shape, version: z.int().meta({ description: 'Rises with each change; 0 until the first.' }), updatedAt: Instant.nullable() }).meta({ id: `${name}Settings` })

  const valueOf = (stored: StoredRoom) => {
    const value = schema.parse(stored.value) as Record<string, unknown>
    for (const field of secrets) value[field] = { isSet: stored.secrets[field] !== undefined }
    return value
  }
  const answerOf = (stored: StoredRoom) => {
    const value = valueOf(stored)
    return { ...value, ...derived?.of(value as never), version: stored.version, updatedAt: stored.updatedAt === null ? null : iso(stored.updatedAt) } as never
  }

  async function change(ctx: WriteCtx, patch: Record<string, unknown>, by: { keepByHand?: boolean; isByHand?: boolean; expectedVersion?: number | undefined }) {
    const stored = await readRoom(ctx, room)
    if (by.expectedVersion !== undefined && by.expectedVersion !== stored.version) throw settingsErrors.settings_changed_meanwhile({ version: stored.version })
    const given = Object.entries(patch).filter(([field, value]) => value !== undefined && !(by.keepByHand && stored.byHand.includes(field)))
    const sealed = { ...stored.secrets }
    const plain: Record<string, unknown> = {}
    for (const [field, value] of given) {
      if (!secrets.includes(field)) plain[field] = value
      else if (value === null) delete sealed[field]
      else sealed[field] = ctx.vault.seal(value as string, purposeOf(room, field))
    }
    const before = valueOf(stored)
    for (const [secret, whom] of Object.entries(madeFor) as [string, string][]) {
      if (before[whom] !== null && plain[whom] !== undefined && plain[whom] !== before[whom] && patch[secret] === undefined) delete sealed[secret]
    }
    const next: StoredRoom = { ...stored, value: withoutSecrets(tidy(wholly(schema, { ...stored.value, ...plain }) as never) as Record<string, unknown>, secrets), secrets: sealed }
    const after = valueOf(next)
    const fieldsChanged = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]) || (secrets.includes(field) && sealed[field] !== stored.secrets[field]))
    const byHand = by.isByHand ? [...new Set([...stored.byHand, ...given.map(([field]) => field)])] : stored.byHand
    if (fieldsChanged.length === 0 && byHand.length === stored.byHand.length) return { stored, fieldsChanged }
    const kept = await storeRoom(ctx, room, { ...next, byHand }, fieldsChanged.length > 0)
    if (fieldsChanged.length === 0) return { stored: kept, fieldsChanged }
    const only = (value: Record<string, unknown>) => Object.fromEntries(fieldsChanged.map((field) => [field, value[field]]))
    ctx.note({ subject: `settings.${room}`, before: only(before), after: only(after) })
    await ctx.emit('settings.changed', { room, fields: fieldsChanged })
    return { stored: kept, fieldsChanged }
  }

  const get = defineOperation({
    name: `settings.get${name}`, summary: `Read: ${summary}`, access: 'read', allow: staff, input: z.strictObject({}), output,
    run: async (ctx) => answerOf(await readRoom(ctx, room)),
  })
  const update = defineOperation({
    name: `settings.update${name}`, summary: `Change: ${summary}`, access: 'write', allow: [...allow, 'system'], input, output,
    async run(ctx, { expectedVersion, ...patch }) {
      const { stored } = await change(ctx, patch, { expectedVersion: expectedVersion as number | undefined, isByHand: ctx.origin === 'live' })
      return answerOf(stored)
    },
  })
  return {
    room, title, summary, owns, secrets,
    get: get as never,
    update: update as never,
    readSettings: async (ctx) => valueOf(await readRoom(ctx, room)) as never,
    settingsOf: (ctx) => ctx.once(`settings.${room}`, async () => valueOf(await roomOf(ctx, room))) as never,
    async readSecret(ctx, field) {
      const sealed = (await readRoom(ctx, room)).secrets[field]
      return sealed === undefined ? null : ctx.vault.open(sealed, purposeOf(room, field))
    },
    put: async (ctx, patch, { keepByHand = false } = {}) => (await change(ctx, patch, { keepByHand })).fieldsChanged,
  }
}

/** What a secret is sealed for: another room's cannot be opened in its place. */
const purposeOf = (room: string, field: string) => `settings.${room}.${field}`

const withoutSecrets = (value: Record<string, unknown>, secrets: readonly string[]) => Object.fromEntries(Object.entries(value).filter(([field]) => !secrets.includes(field)))

/** The whole after a change; what the fields say together is the caller's to put right, too. */
function wholly(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw kitErrors.invalid_input({}, { issues: parsed.error.issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message })) })
}
