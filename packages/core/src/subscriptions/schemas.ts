import * as z from 'zod'
import { Currency, Id, Instant, Minor, pageInput, pageOf, text } from '../foundation/index.js'

export const Status = z.enum(['incomplete', 'trialing', 'active', 'past_due', 'unpaid', 'paused', 'cancelled', 'unknown']).meta({ id: 'SubscriptionStatus' })
export type Status = z.output<typeof Status>

export const EventType = z
  .enum(['created', 'activated', 'upgraded', 'downgraded', 'cancelled', 'reactivated', 'payment_failed', 'payment_succeeded'])
  .meta({ id: 'SubscriptionEventType' })
export type EventType = z.output<typeof EventType>

export const Interval = z.enum(['day', 'week', 'month', 'quarter', 'year'])
export type Interval = z.output<typeof Interval>

/** `licensed`: so much a period, whatever is used. `metered`: by use, which is never recurring revenue. */
export const UsageType = z.enum(['licensed', 'metered'])
export type UsageType = z.output<typeof UsageType>

const Duration = z.enum(['forever', 'once', 'repeating'])

/** Percent as decimal text, or minor units per billing period. Only `forever` lowers MRR. */
export const Discount = z
  .union([
    z.strictObject({ percentOff: z.string().regex(/^(?:100(?:\.0{1,6})?|\d{1,2}(?:\.\d{1,6})?)$/).meta({ example: '12.5' }), duration: Duration }),
    z.strictObject({ amountOff: Minor, duration: Duration }),
  ])
  .meta({ id: 'Discount' })
export type Discount = z.output<typeof Discount>

/** What is agreed: `unitAmount` × `quantity` every `intervalCount` intervals. */
export const Terms = z
  .strictObject({
    plan: text(120, 1),
    unitAmount: Minor,
    currency: Currency,
    interval: Interval,
    intervalCount: z.int().min(1).max(1_000).default(1),
    quantity: z.int().min(0).max(1_000_000_000).default(1),
    discounts: z.array(Discount).max(20).default([]),
    usageType: UsageType.default('licensed'),
  })
  .meta({ id: 'SubscriptionTerms' })
export type Terms = z.output<typeof Terms>

/** What a customer's change of MRR is called. */
export const MovementKind = z.enum(['new', 'expansion', 'contraction', 'churn', 'reactivation']).meta({ id: 'MovementKind' })
export type MovementKind = z.output<typeof MovementKind>

export const Subscription = z
  .object({
    id: Id,
    externalId: z.string().nullable().meta({ description: 'Its id where it is billed (Stripe: `sub_…`).' }),
    account: z.string().nullable(),
    contact: z.object({ id: Id, name: z.string() }).nullable(),
    status: Status,
    plan: z.string().nullable(),
    terms: Terms.nullable().meta({ description: 'What is agreed now; null where nothing tells.' }),
    termsAssumed: z.boolean(),
    mrr: Minor.meta({ description: 'Monthly recurring revenue now, in minor units of its currency.' }),
    mrrComplete: z.boolean().meta({ description: 'False where it runs without known terms, and so is missing from MRR.' }),
    startedAt: Instant.nullable(),
    currentPeriodEnd: Instant.nullable(),
    cancelAt: Instant.nullable().meta({ description: 'When it will end, where that is arranged.' }),
    endedAt: Instant.nullable(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'Subscription' })
export type Subscription = z.output<typeof Subscription>

export const SubscriptionEvent = z
  .object({
    id: Id,
    subscriptionId: Id,
    position: z.int(),
    type: EventType,
    at: Instant,
    effectiveAt: Instant.nullable(),
    terms: Terms.nullable(),
    fromPlan: z.string().nullable(),
    toPlan: z.string().nullable(),
    reason: z.string().nullable(),
    naturalKey: z.string().nullable(),
    recordedBy: z.object({ role: z.string(), id: z.string() }),
    recordedAt: Instant,
  })
  .meta({ id: 'SubscriptionEvent' })
export type SubscriptionEvent = z.output<typeof SubscriptionEvent>

/** Something that happened to a subscription. `terms` only where they are new; `effectiveAt` where a cancellation takes effect later. */
export const EventInput = z
  .strictObject({
    type: EventType,
    at: Instant.optional().meta({ description: 'When it happened; now unless given.' }),
    effectiveAt: Instant.optional(),
    terms: Terms.optional(),
    fromPlan: text(120, 1).optional(),
    toPlan: text(120, 1).optional(),
    reason: text(500).optional(),
    naturalKey: text(255, 1).optional().meta({ description: "The fact's own key: it is recorded once under it." }),
  })
  .meta({ id: 'SubscriptionEventInput' })
export type EventInput = z.output<typeof EventInput>

const about = {
  externalId: text(255, 1).optional(),
  account: text(255, 1).optional(),
  contactId: Id.optional(),
  currentPeriodEnd: Instant.optional(),
}

/** A subscription that is kept by hand: it starts at once, or at `startedAt`, unless it is a trial. */
export const CreateSubscriptionInput = z.strictObject({ ...about, terms: Terms, startedAt: Instant.optional(), trial: z.boolean().default(false) }).meta({ id: 'CreateSubscriptionInput' })

/** A subscription brought in with all that is known to have happened to it. */
export const SubscriptionWithEvents = z
  .strictObject({
    ...about,
    status: Status.optional().meta({ description: 'What its source says of it; what the events add up to unless given.' }),
    termsAssumed: z.boolean().optional(),
    createdAt: Instant.optional(),
    events: z.array(EventInput).max(2_000),
  })
  .meta({ id: 'SubscriptionWithEvents' })
export type SubscriptionWithEvents = z.output<typeof SubscriptionWithEvents>

export const ListSubscriptionsInput = z.strictObject({
  status: z.array(Status).max(8).optional(),
  plan: text(120, 1).optional(),
  contactId: Id.optional(),
  ...pageInput,
})
export const SubscriptionPage = pageOf(Subscription).meta({ id: 'SubscriptionPage' })
export const SubscriptionEventPage = pageOf(SubscriptionEvent).meta({ id: 'SubscriptionEventPage' })
