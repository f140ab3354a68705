import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import tar from 'tar-fs'

const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url))
const home = (name, inside) => fileURLToPath(new URL(`node_modules/${name}/${inside}`, import.meta.url))

/** Without fonts of its own a bare machine draws text 0 px wide; these make screenshots the same everywhere. */
const fonts = {
  '@expo-google-fonts/inter': ['400Regular', '400Regular_Italic', '500Medium', '600SemiBold', '700Bold'],
  '@expo-google-fonts/jetbrains-mono': ['400Regular', '700Bold'],
  '@expo-google-fonts/noto-sans-arabic': ['400Regular', '600SemiBold', '700Bold'],
  '@expo-google-fonts/biz-udpgothic': ['400Regular', '700Bold'],
}

/**
 * Unpacks once per version and answers the folder. It is made beside its place and then renamed, so that a second process
 * sees all of it or nothing (the package's own unpacking goes to the system's temporary folder, whoever used it before).
 */
async function once(name, fill) {
  const place = join(cache, name)
  if (await exists(place)) return place
  const beside = join(cache, `.${name}-${process.pid}`)
  await rm(beside, { recursive: true, force: true })
  await mkdir(beside, { recursive: true })
  try {
    await fill(beside)
    await rename(beside, place)
  } catch (problem) {
    await rm(beside, { recursive: true, force: true })
    if (!(await exists(place))) throw problem
  }
  return place
}

const exists = (path) => readdir(path).then(() => true, () => false)
const version = async (name) => JSON.parse(await readFile(home(name, 'package.json'), 'utf8')).version

/** Chromium and the libraries a bare Debian lacks: `chromium` and `lib/`. */
export const unpackChromium = async () =>
  once(`chromium-${await version('@sparticuz/chromium')}`, async (folder) => {
    const packed = home('@sparticuz/chromium', 'bin')
    const unfold = (file, into) => pipeline(createReadStream(join(packed, file)), createBrotliDecompress({ chunkSize: 2 ** 21 }), into)
    await Promise.all([
      unfold('chromium.br', createWriteStream(join(folder, 'chromium'), { mode: 0o755 })),
      unfold('al2023.tar.br', tar.extract(folder, { chown: false })),
      unfold('swiftshader.tar.br', tar.extract(folder, { chown: false })),
    ])
  })

/** The fonts above as plain files. */
export const unpackFonts = async () =>
  once(`fonts-${(await Promise.all(Object.keys(fonts).map(version))).join('-')}`, async (folder) => {
    for (const [name, styles] of Object.entries(fonts)) {
      for (const style of styles) {
        const from = home(name, style)
        for (const file of await readdir(from)) if (file.endsWith('.ttf')) await copyFile(join(from, file), join(folder, file))
      }
    }
  })
