import { createClient, type Client } from '@startupkit/sdk'
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { inject } from 'vitest'

export type Look = { theme?: 'light' | 'dark'; width?: number; height?: number; rightToLeft?: boolean }

/** Somebody in front of a browser of their own, and what their browser had to say that it should not. */
export type Guest = { page: Page; context: BrowserContext; complaints: string[]; requests: string[]; leave(): Promise<void> }

export const house = inject('house')

let running: Promise<Browser> | undefined

/** Ends the connection of this file to the browser; the browser itself stays for the others. */
export async function closeBrowser(): Promise<void> {
  await (await running)?.close()
  running = undefined
}

/** `expected` names what may be complained of, such as connections that a journey breaks on purpose. */
export async function invite({ theme = 'light', width = 1440, height = 900, rightToLeft = false }: Look = {}, expected?: RegExp): Promise<Guest> {
  running ??= chromium.connect(house.browser)
  const narrow = width < 700
  const context = await (await running).newContext({ viewport: { width, height }, colorScheme: theme, deviceScaleFactor: 1, acceptDownloads: true, hasTouch: narrow, isMobile: narrow, reducedMotion: 'reduce' })
  const complaints: string[] = []
  const requests: string[] = []
  const complain = (what: string) => {
    if (!expected?.test(what)) complaints.push(what)
  }
  await context.exposeBinding('reportViolation', (_from, what: string) => complain(`content security policy: ${what}`))
  await context.addInitScript((mirrored) => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => (window as unknown as { reportViolation(what: string): void }).reportViolation(`${violatedDirective} ${blockedURI}`))
    if (mirrored) document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = 'rtl'))
  }, rightToLeft)
  context.on('request', (asked) => requests.push(asked.url()))
  context.on('response', (answer) => answer.status() >= 400 && complain(`${answer.status()} ${answer.url()}`))
  context.on('console', (message) => ['error', 'warning'].includes(message.type()) && complain(`console: ${message.text()}`))
  context.on('weberror', (error) => complain(`error: ${error.error().stack ?? error.error().message}`))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return { page, context, complaints, requests, leave: () => context.close() }
}

/** The link that `npm start` prints, or one into a page of a workspace, with a key in it. */
export const link = (path = '/', key = house.key): string => `${house.dashboard}${path}#key=${key}`

export const clientOf = (workspace: string, key = house.key): Client => createClient({ key, baseUrl: house.api, workspace })

/** Asks over the socket that the command line uses. */
export function operate<T>(method: string, path: string, body?: unknown, workspace?: string, dataDir = house.dataDir): Promise<T> {
  return new Promise((done, failed) => {
    const asked = request({ socketPath: join(dataDir, 'startupkit.sock'), method, path, headers: { host: 'localhost', ...(workspace && { 'startupkit-workspace': workspace }), ...(body !== undefined && { 'content-type': 'application/json' }) } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      answer.on('end', () => (answer.statusCode! < 400 ? done(JSON.parse(text) as T) : failed(new Error(text))))
    })
    asked.on('error', failed)
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

/** A new, empty workspace that the demo's key opens too. */
export async function emptyWorkspace(slug: string, name: string): Promise<Client> {
  await operate('POST', '/v1/workspaces', { slug, name, mode: 'demo' })
  return clientOf(slug)
}

/** Waits until a workspace of the demo is there as a whole. */
export async function prepared(name: 'legacy' | 'demo'): Promise<void> {
  for (;;) {
    const { preparing } = (await (await fetch(`${house.api}/readyz`)).json()) as { preparing: { name: string; state: string; message: string }[] }
    const task = preparing.find((one) => one.name === name)
    if (task?.state === 'done') return
    if (task?.state === 'failed') throw new Error(`The workspace ${name} was not prepared: ${task.message}`)
    await sleep(100)
  }
}

export const keysAmong = (addresses: readonly string[]): string[] => addresses.filter((one) => /(?:sk|pk)_\w{8}/.test(one))

/** What was asked for beyond the origins that `npm start` serves. */
export const strangersAmong = (addresses: readonly string[]): string[] => addresses.filter((one) => !/^(?:blob|data):/.test(one) && ![house.api, house.dashboard].includes(new URL(one).origin))
