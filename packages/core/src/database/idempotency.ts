import type { Statements } from './statements.js'

/** What is kept under an idempotency key. */
export type Answer = { operation: string; requestHash: string; state: 'running' | 'done'; answer: string | null; createdAt: number }

/** The idempotency keys of one group: looked up together, in one statement, and known at once where the group itself answered one. */
export class Answers {
  readonly #statements: Statements
  readonly #known = new Map<string, Answer | undefined>()
  readonly #fresh = new Set<string>()

  constructor(statements: Statements) {
    this.#statements = statements
  }

  /** The answer kept under a key; `soon` names the keys that the same group will ask for. */
  async recall(key: string, soon: () => readonly string[]): Promise<Answer | undefined> {
    if (!this.#known.has(key)) {
      const asked = [...new Set([key, ...soon()])].filter((one) => !this.#known.has(one)).slice(0, 256)
      const sql = `SELECT key, operation, request_hash, state, answer, created_at FROM idempotency WHERE key IN (${asked.map(() => '?').join(', ')})`
      const { rows } = await this.#statements.run({ sql, args: asked })
      for (const one of asked) if (!this.#known.has(one)) this.#known.set(one, undefined)
      for (const row of rows) {
        const found = row['key'] as string
        if (this.#fresh.has(found)) continue
        const { operation, state, answer } = row as unknown as Answer
        this.#known.set(found, { operation, requestHash: row['request_hash'] as string, state, answer, createdAt: row['created_at'] as number })
      }
    }
    return this.#known.get(key)
  }

  remember(key: string, answer: Answer): void {
    this.#fresh.add(key)
    this.#known.set(key, answer)
  }

  /** Takes back what a failed operation remembered. */
  forget(key: string): void {
    if (this.#fresh.delete(key)) this.#known.delete(key)
  }
}
