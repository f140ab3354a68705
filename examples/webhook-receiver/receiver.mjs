import { verifyWebhook } from '@startupkit/sdk/webhooks'
import { createServer } from 'node:http'

const secrets = (process.env.WEBHOOK_SECRET ?? '').split(/[\s,]+/).filter(Boolean)
if (secrets.length === 0) throw new Error('Set WEBHOOK_SECRET to the secret of your endpoint.')

// What was taken before. Keep these ids in your database, in the transaction in which you act: this list is gone after a restart.
const taken = new Set()

function handle(event) {
  if (event.type === 'ledger.entry_recorded') console.log(`booked ${event.data.number}: ${event.data.amount} ${event.data.currency}`)
  else console.log(`heard ${event.type}`)
}

async function bodyOf(request) {
  let text = ''
  for await (const part of request.setEncoding('utf8')) if ((text += part).length > 1_000_000) throw new Error('too long')
  return text
}

const server = createServer(async (request, response) => {
  if (request.method !== 'POST') return response.writeHead(405).end()
  try {
    // The text as it came: a body that was parsed and written again has another signature.
    const event = await verifyWebhook(await bodyOf(request), request.headers, secrets)
    // Answer first, work afterwards: who waits longer than 15 seconds is sent it again.
    response.writeHead(204).end()
    const id = request.headers['webhook-id']
    if (taken.has(id)) return console.log(`again ${id}`)
    taken.add(id)
    handle(event)
  } catch {
    if (!response.headersSent) response.writeHead(400).end()
  }
})
server.listen(Number(process.env.PORT ?? 4000), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`))
process.once('SIGTERM', () => server.close())
