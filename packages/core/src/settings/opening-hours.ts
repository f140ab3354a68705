import * as z from 'zod'
import { Day, text } from '../foundation/index.js'
import { TimeZone } from './business.js'
import { defineSettings } from './define-settings.js'

const Start = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'Not a time from 00:00 to 23:59.' }).meta({ example: '09:00' })
const End = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: 'Not a time from 00:01 to 24:00.' }).meta({ example: '17:00' })

/** Open from one time of a day to another, the end not included. What lasts past midnight is two of these. */
export const OpenInterval = z.strictObject({ from: Start, to: End }).refine(({ from, to }) => from < to, { path: ['to'], message: 'Ends before it begins.' }).meta({ id: 'OpenInterval' })
export type OpenInterval = z.output<typeof OpenInterval>

/** Whether two intervals of a day share a minute. Those that only touch do not. */
export function overlap(intervals: readonly OpenInterval[]): boolean {
  const sorted = [...intervals].sort((a, b) => (a.from < b.from ? -1 : 1))
  return sorted.some(({ from }, at) => at > 0 && from < sorted[at - 1]!.to)
}

const Intervals = z.array(OpenInterval).max(10).refine((intervals) => !overlap(intervals), { message: 'Two of these times overlap.' })
const inOrder = (intervals: readonly OpenInterval[]) => [...intervals].sort((a, b) => (a.from < b.from ? -1 : 1))

/** The days of the week, as `weekly` names them. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

const officeHours: OpenInterval[] = [{ from: '09:00', to: '17:00' }]

export const WeeklyHours = z
  .strictObject({ monday: Intervals, tuesday: Intervals, wednesday: Intervals, thursday: Intervals, friday: Intervals, saturday: Intervals, sunday: Intervals })
  .meta({ id: 'WeeklyHours', description: 'A day without times is closed.' })
export const HoursException = z.strictObject({ date: Day, reason: text(100).nullable(), intervals: Intervals }).meta({ id: 'HoursException', description: 'What holds on a date instead; without times it is closed.' })

export const openingHours = defineSettings({
  room: 'openingHours',
  title: 'Opening hours',
  summary: 'when the business is open, week by week and on single dates',
  owns: 'settings',
  schema: z
    .strictObject({
      timeZone: TimeZone.nullable().default(null).meta({ description: "Null: the reports' time zone." }),
      weekly: WeeklyHours.default({ monday: officeHours, tuesday: officeHours, wednesday: officeHours, thursday: officeHours, friday: officeHours, saturday: [], sunday: [] }),
      exceptions: z.array(HoursException).max(400).default([]),
    })
    .refine(({ exceptions }) => new Set(exceptions.map(({ date }) => date)).size === exceptions.length, { path: ['exceptions'], message: 'A date stands there twice.' }),
  tidy: ({ timeZone, weekly, exceptions }) => ({
    timeZone,
    weekly: Object.fromEntries(weekdays.map((day) => [day, inOrder(weekly[day])])) as typeof weekly,
    exceptions: exceptions.map((one) => ({ ...one, intervals: inOrder(one.intervals) })).sort((a, b) => (a.date < b.date ? -1 : 1)),
  }),
})
