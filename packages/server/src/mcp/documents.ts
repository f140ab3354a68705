import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { App } from '../exchange.js'
import { openApiOf } from '../openapi.js'

export type Document = { uri: string; name: string; title: string; mimeType: string; read(): Promise<string> }

// Beside what is built; in the checkout while it runs from its sources.
const here = dirname(fileURLToPath(import.meta.url))
const places = [join(here, 'guides'), join(here, '..', '..', '..', '..', 'docs', 'guides')]

async function guides(): Promise<Document[]> {
  for (const folder of places) {
    const files = await readdir(folder).catch(() => [])
    const pages = files.filter((file) => file.endsWith('.md')).sort()
    if (pages.length === 0) continue
    return Promise.all(pages.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8')
      const name = file.slice(0, -3)
      return { uri: `startupkit://guides/${name}`, name, title: /^# (.+)$/m.exec(text)?.[1] ?? name, mimeType: 'text/markdown', read: () => Promise.resolve(text) }
    }))
  }
  return []
}

/** What an assistant can read about the kit: the contract and the guides. */
export async function documentsOf(app: App, basePath: string): Promise<Document[]> {
  const contract = { uri: 'startupkit://openapi.json', name: 'openapi', title: 'The contract: every operation over HTTP', mimeType: 'application/json', read: () => Promise.resolve(JSON.stringify(openApiOf(app, basePath))) }
  return [contract, ...(await guides())]
}
