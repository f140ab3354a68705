import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unpackChromium, unpackFonts } from './unpack.mjs'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Tests talk to loopback only: without these a browser calls home at every start. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--disable-domain-reliability',
  '--no-pings',
  '--font-render-hinting=none',
]

const families = { 'sans-serif': 'Inter', 'system-ui': 'Inter', serif: 'Inter', monospace: 'JetBrains Mono', 'ui-monospace': 'JetBrains Mono' }

const fontsConf = (folder) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <cachedir>${join(folder, '.cache')}</cachedir>
${Object.entries(families)
  .map(([asked, given]) => `  <alias binding="same"><family>${asked}</family><prefer><family>${given}</family><family>Noto Sans Arabic</family><family>BIZ UDPGothic</family></prefer></alias>`)
  .join('\n')}
</fontconfig>
`

async function configureFonts() {
  const folder = await unpackFonts()
  const file = join(folder, 'fonts.conf')
  const text = fontsConf(folder)
  // Written again when the clone has moved: the paths inside are absolute.
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    await mkdir(join(folder, '.cache'), { recursive: true })
    await writeFile(`${file}.${process.pid}`, text)
    await rename(`${file}.${process.pid}`, file)
  }
  return folder
}

const firstThere = async (paths) => {
  for (const path of paths) if (await access(path).then(() => true, () => false)) return path
  return undefined
}

/**
 * A browser to start, for playwright and @web/test-runner alike: `chromium.launch(await browser())`. `CHROME_PATH` wins, then an
 * installed Chromium or Chrome, then the one from npm, unpacked on first use. Fonts are always ours.
 * @returns {Promise<{ executablePath: string, args: string[], env: Record<string, string> }>}
 */
export async function browser() {
  const fonts = await configureFonts()
  const env = { ...process.env, FONTCONFIG_PATH: fonts, FONTCONFIG_FILE: join(fonts, 'fonts.conf') }
  const asked = process.env.CHROME_PATH
  if (asked && !(await firstThere([asked]))) throw new Error(`CHROME_PATH is ${asked}, but there is no such file`)
  const own = asked || (await firstThere(installed))
  if (own) return { executablePath: own, args, env }
  const folder = await unpackChromium()
  return { executablePath: join(folder, 'chromium'), args, env: { ...env, LD_LIBRARY_PATH: join(folder, 'lib') } }
}
