import { createHandler, nodeListener } from '@startupkit/server'
import express from 'express'

const kit = createHandler({ dataDir: process.env.DATA_DIR ?? './data', basePath: '/kit' })

const app = express()
// Before express.json() and its like: the kit reads its bodies itself.
app.use('/kit', nodeListener(kit.fetch))
app.use(express.json())
app.get('/', (request, response) => response.type('text').send('Your own application.\n'))

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/kit`))
process.once('SIGTERM', () => {
  server.close()
  void kit.close()
})
