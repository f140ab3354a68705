import * as z from 'zod'
import { Id, Instant, pageOf } from '../foundation/index.js'

const Kind = z.string().meta({ description: 'What the job does, like `reaction:ledger.contact_value` or `importing.run`.' })
const Code = z.string().meta({ description: 'The stable code of the last failure; `failed` where it had none.' })

export const JobKindCount = z
  .object({ kind: Kind, ready: z.int(), running: z.int(), dead: z.int(), lastError: Code.nullable().meta({ description: 'The code of the newest failure of a dead one, null where none is dead.' }) })
  .meta({ id: 'JobKindCount', description: 'The jobs of one kind that are not done.' })

export const SystemHealth = z
  .object({
    schema: z.object({
      version: z.string().meta({ description: 'The newest step of the schema that this database has.' }),
      steps: z.int(),
      at: Instant.meta({ description: 'When that step was taken.' }),
    }),
    database: z.object({ bytes: z.int().meta({ description: 'The size of the database, without what has just been written to its log.' }) }),
    facts: z.int().meta({ description: 'How many facts the event log holds.' }),
    jobs: z.object({
      ready: z.int().meta({ description: 'Jobs that wait, due or not.' }),
      due: z.int().meta({ description: 'Of these, those whose time has come; counted up to 10,000.' }),
      running: z.int(),
      dead: z.int().meta({ description: 'Jobs that were given up. `system.jobs` lists them.' }),
      oldestDueAt: Instant.nullable().meta({ description: 'Since when the longest waiting job is due, null where none is.' }),
      kinds: z.array(JobKindCount),
    }),
  })
  .meta({ id: 'SystemHealth', description: 'How the database of a workspace is: its schema, its size and its jobs.' })

export const DeadJob = z
  .object({ id: Id, kind: Kind, attempts: z.int(), code: Code, createdAt: Instant, deadAt: Instant })
  .meta({ id: 'DeadJob', description: 'A job that was given up. What it was about is not told.' })

export const DeadJobPage = pageOf(DeadJob)
