import { checkDatabases } from '../doctor/check-databases.js'
import { checkClock, checkDataFolder, checkDisk, checkLastBackup, checkNode, checkSecret, checkTimeZones } from '../doctor/check-machine.js'
import { checkPorts, checkPublicUrl } from '../doctor/check-network.js'
import { fail, ok, warn, type Check } from '../doctor/check.js'
import type { LocalCommand, Site } from './commands.js'

const ofSettings = ({ problems, warnings }: Site): Check[] => {
  const told = [...problems.map((line) => fail('settings', line, 'See docs/reference/configuration.md.')), ...warnings.map((line) => warn('settings', line, 'Take it away, or correct its name.'))]
  return told.length > 0 ? told : [ok('settings', 'every variable makes sense')]
}

const signs = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL' } as const
const line = ({ name, state, says, todo }: Check) => `${signs[state]}  ${name}: ${says}${todo === null ? '' : `\n      → ${todo}`}`

/** Looks at everything that can be wrong around a server, without changing any of it. */
export const doctorCommand: LocalCommand = {
  usage: 'doctor', says: 'looks for what is wrong around the server, and says what to do', words: [], options: {},
  async here(site) {
    const { config } = site
    const checks: Check[] = [
      ...ofSettings(site), checkNode(), checkTimeZones(), await checkDataFolder(config), ...(await checkDisk(config)), await checkSecret(config), await checkClock(config), await checkPorts(config),
      ...(await checkPublicUrl(config)), ...(await checkDatabases(config)), await checkLastBackup(config),
    ]
    const count = (state: Check['state']) => checks.filter((one) => one.state === state).length
    const summary = count('fail') > 0 ? `${count('fail')} must be put right.` : count('warn') > 0 ? `It works; ${count('warn')} to look at.` : 'All is well.'
    return { value: { ok: count('fail') === 0, checks }, words: [...checks.map(line), summary].join('\n'), code: count('fail') > 0 ? 1 : 0 }
  },
}
