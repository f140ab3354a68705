// npm run setup: everything that development needs, short of the test browser (npm test brings it).
import { readyToTest, say } from './ready/index.mjs'

await readyToTest()
say('ready')
