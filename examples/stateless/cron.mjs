// Stands for your host's cron, once a minute: runs what is due in every workspace, and ends.
import { openKit } from './kit.mjs'

const kit = openKit()
console.log(JSON.stringify(await kit.runDue()))
await kit.close()
