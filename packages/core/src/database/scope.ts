import type { Client, InArgs, InStatement } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { kitErrors, type Tx } from '../foundation/index.js'
import type { Group } from './group.js'
import type { Answer, Answers } from './idempotency.js'
import { writes, type Statements } from './statements.js'

/** What one write is given: the transaction, and what its group collects. All of it ends with the write. */
export type Scope = {
  readonly tx: Tx
  readonly group: Pick<Group, 'append' | 'project' | 'series' | 'chain' | 'once' | 'forget'>
  peek(sql: string, args: InArgs): Promise<Record<string, unknown>[]>
  /** The answer kept under an idempotency key, from an earlier commit or from this group. */
  recall(key: string): Promise<Answer | undefined>
  remember(key: string, answer: Answer): void
}

/** A scope, and what the gate asks of it. */
export type Held = {
  scope: Scope
  /** Whether it changed something that only a rollback takes back. */
  wrote(): boolean
  /** No more statements; waits for those that are still under way, so that none lands in the next operation's savepoint. */
  end(): Promise<void>
}

export function holdScope(statements: Statements, group: Group, answers: Answers, soon: () => string[]): Held {
  let over = false
  let wrote = false
  let underWay = 0
  let idle: (() => void) | undefined
  let tx: Tx | undefined

  const open = () => {
    if (over) throw kitErrors.write_ended()
  }
  const tracked = async <T>(work: () => Promise<T>): Promise<T> => {
    open()
    underWay++
    try {
      return await work()
    } finally {
      if (--underWay === 0) idle?.()
    }
  }
  const changed = (statement: InStatement) => {
    wrote = true
    statements.touch(statement)
  }
  const execute = (given: InStatement, args?: InArgs) =>
    tracked(async () => {
      const statement = args === undefined ? given : ({ sql: given, args } as InStatement)
      if (writes(statement)) changed(statement)
      await group.flush()
      return statements.run(statement)
    })
  const batch = (list: InStatement[]) =>
    tracked(async () => {
      for (const statement of list) if (writes(statement)) changed(statement)
      await group.flush()
      return statements.runAll(list)
    })

  const scope: Scope = {
    get tx() {
      return (tx ??= drizzle({ execute, batch } as unknown as Client) as unknown as Tx)
    },
    group: {
      append: (table, row, explain) => (open(), group.append(table, row, explain)),
      project: (projection, key, add) => (open(), group.project(projection, key, add)),
      series: (name) => tracked(() => group.series(name)),
      chain: (name, digest) => tracked(() => group.chain(name, digest)),
      once: (name, read) => group.once(name, read),
      forget: (name) => group.forget(name),
    },
    peek: (sql, args) =>
      tracked(async () => {
        const writing = writes(sql)
        const { rows } = await statements.run({ sql, args })
        // A guarded UPDATE … RETURNING that found nothing changed nothing.
        if (writing && (rows.length > 0 || !/\breturning\b/i.test(sql))) changed(sql)
        return rows as unknown as Record<string, unknown>[]
      }),
    recall: (key) => answers.recall(key, soon),
    remember: (key, answer) => (open(), answers.remember(key, answer)),
  }
  return {
    scope,
    wrote: () => wrote || group.wroteRows,
    async end() {
      over = true
      if (underWay > 0) await new Promise<void>((resolve) => (idle = resolve))
    },
  }
}
