import { pino } from 'pino'

type FailedQuery = Error & { query: string; params: unknown[] }
const isFailedQuery = (error: Error): error is FailedQuery => typeof (error as Partial<FailedQuery>).query === 'string' && Array.isArray((error as Partial<FailedQuery>).params)

const deepest = 6
const chainOf = (error: Error): Error[] => {
  const chain = [error]
  for (let { cause } = error; cause instanceof Error && chain.length < deepest; { cause } = cause) chain.push(cause)
  return chain
}

// Drizzle's own message ends with every value of the statement.
const messageOf = (error: Error): string => (isFailedQuery(error) ? `Failed query: ${error.query}` : error.message)

function stackOf(error: Error): string {
  const stack = error.stack ?? error.message
  if (!isFailedQuery(error)) return stack
  return stack.includes(error.message) ? stack.replace(error.message, () => messageOf(error)) : messageOf(error)
}

/**
 * An error as the log tells it: with its causes, and without the values of a statement that failed. Those are names, addresses and tokens
 * of people, which belong in no log.
 */
export function errorInLog(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { params, ...rest } = pino.stdSerializers.err(error) as ReturnType<typeof pino.stdSerializers.err> & { params?: unknown }
  const chain = chainOf(error)
  return { ...rest, ...(params !== undefined && !isFailedQuery(error) && { params }), message: chain.map(messageOf).join(': '), stack: chain.map(stackOf).join('\ncaused by: ') }
}
