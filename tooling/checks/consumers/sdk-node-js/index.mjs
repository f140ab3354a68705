// @ts-check
import { ConnectionError, createClient } from '@startupkit/sdk'

const client = createClient({ key: 'sk_test', baseUrl: 'http://127.0.0.1:9', maxRetries: 0 })
try {
  const { data } = await client.ledger.list({ limit: 1 })
  console.log(data[0]?.number)
} catch (problem) {
  if (!(problem instanceof ConnectionError)) throw problem
  console.log(problem.code)
}
