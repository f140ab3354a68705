import { sql, type SQL } from 'drizzle-orm'
import { contactNames } from '../contacts/index.js'
import { defineOperation, staff, toTotal, type ReadCtx } from '../foundation/index.js'
import { readAsOf } from './as-of.js'
import { analyticsErrors } from './errors.js'
import { sumHalves, wholeOf, type Halves } from './exact-sums.js'
import { daysOf, lengthOf, monthOf, monthsBetween, spanBefore, type Span } from './periods.js'
import { changeOf } from './rates.js'
import { addUp, bySource, byType, readCells, type Figure } from './read-revenue.js'
import { RevenueTotals, RevenueTotalsInput } from './schemas.js'

type Group = Figure & { key: string }
type Segment = 'contactType' | 'stage' | 'tag' | 'contact'

export const revenueTotals = defineOperation({
  name: 'analytics.revenueTotals',
  summary: 'Net revenue of a period in groups, beside the period before',
  access: 'read',
  allow: staff,
  input: RevenueTotalsInput,
  output: RevenueTotals,
  async run(ctx, { by, from, to, limit, currency: asked }) {
    const asOf = await readAsOf(ctx)
    const currency = asked ?? asOf.business.currency
    const period = { from, to }
    if (to < from) throw analyticsErrors.period_reversed({ from, to })
    if ((by === 'day' && lengthOf(period) > 1_100) || (by === 'month' && lengthOf(period) > 240 * 31)) throw analyticsErrors.period_too_long({ from, to })
    const against = spanBefore(period)
    const [now, before] = await Promise.all([readTotal(ctx, currency, period), readTotal(ctx, currency, against)])
    const { groups, more } = by === 'day' || by === 'month' ? await inTime(ctx, by, currency, period, against) : await inGroups(ctx, by, currency, period, against, { now, before, limit })
    const names = by === 'contact' ? await contactNames(ctx, groups.map((group) => group.key)) : new Map<string, { id: string; name: string }>()
    return {
      currency, more, net: toTotal(now.net), change: changeOf(now.net, before.count === 0 ? null : before.net),
      period: { ...period, complete: to < asOf.day }, against: { ...against, complete: against.to < asOf.day },
      groups: groups.map(({ key, count, net, previous }) => ({
        key, label: labelOf(by, key, names), contactId: names.get(key)?.id ?? null, count, net: toTotal(net), previous: before.count === 0 || previous === null ? null : toTotal(previous),
      })),
    }
  },
})

type Compared = { groups: (Group & { previous: bigint | null })[]; more: number }

/** Days or months in order, each beside the one in the same place of the period before. */
async function inTime(ctx: ReadCtx, by: 'day' | 'month', currency: string, period: Span, against: Span): Promise<Compared> {
  const read = async (span: Span): Promise<Group[]> => {
    const rows = await groupDays(ctx, by === 'day' ? sql`day` : sql`substr(day, 1, 7)`, currency, span)
    const keys = by === 'day' ? daysOf(span) : monthsBetween(monthOf(span.from), monthOf(span.to))
    return keys.map((key) => rows.get(key) ?? { key, count: 0, net: 0n })
  }
  const [now, before] = await Promise.all([read(period), read(against)])
  return { groups: now.map((group, place) => ({ ...group, previous: before[place]?.net ?? null })), more: 0 }
}

async function inGroups(ctx: ReadCtx, by: 'type' | 'source' | Segment, currency: string, period: Span, against: Span, all: { now: Figure; before: Figure; limit: number }): Promise<Compared> {
  const read = async (span: Span, total: Figure, only?: readonly string[]): Promise<Group[]> => {
    if (by === 'type') return byType(await readCells(ctx, currency, span)).map(({ type, ...figure }) => ({ key: type, ...figure }))
    if (by === 'source') return bySource(await readCells(ctx, currency, span)).map(({ source, ...figure }) => ({ key: source, ...figure }))
    return readSegment(ctx, by, currency, span, total, only)
  }
  const now = (await read(period, all.now)).sort((a, b) => (a.net === b.net ? (a.key < b.key ? -1 : 1) : a.net > b.net ? -1 : 1))
  const shown = by === 'contact' ? now.slice(0, all.limit) : now
  const before = new Map((await read(against, all.before, by === 'contact' ? shown.map((group) => group.key) : undefined)).map((group) => [group.key, group]))
  if (by !== 'contact') for (const key of before.keys()) if (!shown.some((group) => group.key === key)) shown.push({ key, count: 0, net: 0n })
  return { groups: shown.map((group) => ({ ...group, previous: before.get(group.key)?.net ?? 0n })), more: now.length - shown.length > 0 ? now.length - shown.length : 0 }
}

const keyOf: Record<Segment, SQL> = { contactType: sql`coalesce(s.type, c.type)`, stage: sql`coalesce(s.stage, c.stage)`, tag: sql`coalesce(t.tag, '')`, contact: sql`coalesce(s.id, c.id)` }

/** Revenue by what is known of who paid, merged contacts as the living one; and what nobody is known for, under the key ''. */
async function readSegment(ctx: ReadCtx, by: Segment, currency: string, span: Span, total: Figure, only?: readonly string[]): Promise<Group[]> {
  const tags = by === 'tag' ? sql`LEFT JOIN contact_tags t ON t.contact_id = coalesce(s.id, c.id)` : sql``
  const within = only ? sql`AND coalesce(s.id, c.id) IN (SELECT value FROM json_each(${JSON.stringify(only)}))` : sql``
  const days = sql`FROM ledger_contact_days d JOIN contacts c ON c.id = d.contact_id LEFT JOIN contacts s ON s.id = c.merged_into`
  const inSpan = sql`WHERE d.currency = ${currency} AND d.day >= ${span.from} AND d.day <= ${span.to}`
  const rows = await ctx.db.all<Halves & { key: string; count: number }>(sql`SELECT ${keyOf[by]} AS key, sum(count) AS count, ${sumHalves('net')} ${days} ${tags} ${inSpan} ${within} GROUP BY 1`)
  const groups = rows.map((row) => ({ key: row.key, count: row.count, net: wholeOf(row) }))
  const [known] = await ctx.db.all<Halves & { count: number | null }>(sql`SELECT sum(count) AS count, ${sumHalves('net')} FROM ledger_contact_days WHERE currency = ${currency} AND day >= ${span.from} AND day <= ${span.to}`)
  const rest = { count: total.count - (known?.count ?? 0), net: total.net - wholeOf(known ?? { high: 0, low: 0 }) }
  const nobody = groups.find((group) => group.key === '')
  if (nobody) Object.assign(nobody, addUp([nobody, rest]))
  else if (rest.count > 0 && (!only || only.includes(''))) groups.push({ key: '', ...rest })
  return groups
}

async function groupDays(ctx: ReadCtx, key: SQL, currency: string, span: Span): Promise<Map<string, Group>> {
  const rows = await ctx.db.all<Halves & { key: string; count: number }>(
    sql`SELECT ${key} AS key, sum(count) AS count, ${sumHalves('net')} FROM ledger_days WHERE currency = ${currency} AND day >= ${span.from} AND day <= ${span.to} GROUP BY 1`,
  )
  return new Map(rows.map((row) => [row.key, { key: row.key, count: row.count, net: wholeOf(row) }]))
}

async function readTotal(ctx: ReadCtx, currency: string, span: Span): Promise<Figure> {
  return addUp([...(await groupDays(ctx, sql`currency`, currency, span)).values()])
}

function labelOf(by: string, key: string, names: ReadonlyMap<string, { name: string }>): string {
  if (key === '') return by === 'tag' ? 'No tag' : 'No contact'
  if (by === 'contact') return names.get(key)?.name || key
  if (by === 'day' || by === 'month' || by === 'tag') return key
  const words = key.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
