// npm run build: the JavaScript that runs, and with --types the declarations that are published beside it.
import { readyToRun, readyToTest, say } from './ready/index.mjs'

if (process.argv.includes('--types')) await readyToTest()
else await readyToRun()
say('built')
