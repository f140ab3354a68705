// Takes the write lock of a database file in another process and keeps it: node hold-lock.mjs FILE MS. Says so on stdout.
import { createClient } from '@libsql/client'

const [file, ms] = process.argv.slice(2)
const client = createClient({ url: `file:${file}`, timeout: 5_000, concurrency: 1 })
const tx = await client.transaction('write')
await tx.execute("INSERT INTO notes (id, body) VALUES ('held', 'by another process')")
process.stdout.write('held\n')
await new Promise((resolve) => setTimeout(resolve, Number(ms)))
await tx.commit()
client.close()
