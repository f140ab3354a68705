// npm run build: the JavaScript that runs, and with --types the declarations that are published beside it.
import { readyToPublish, readyToRun, say } from './ready/index.mjs'

if (process.argv.includes('--types')) await readyToPublish()
else await readyToRun()
say('built')
