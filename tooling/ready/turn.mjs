import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cache } from './workspace.mjs'

const alive = (pid) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (problem) {
    return problem.code === 'EPERM'
  }
}

/** Two commands at once in one clone take turns at installing and building. A turn whose holder died is free. */
export async function inTurn(work, say, place = cache) {
  mkdirSync(place, { recursive: true })
  const file = join(place, 'turn.pid')
  for (let waited = 0; ; waited++) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      break
    } catch (problem) {
      if (problem.code !== 'EEXIST') throw problem
    }
    let holder = NaN
    try {
      holder = Number(readFileSync(file, 'utf8'))
    } catch {}
    // An empty file is one that is just being written.
    if (holder > 0 ? !alive(holder) : waited > 20) rmSync(file, { force: true })
    else {
      if (waited === 5) say(`waiting for another command (process ${holder}) to finish installing or building`)
      await sleep(200)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
