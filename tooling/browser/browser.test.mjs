import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser } from './browser.mjs'

const page = `<!doctype html><meta charset="utf-8"><style>body{font:24px/1.5 sans-serif;margin:24px}code{font-family:monospace}</style>
<p id="latin">Where did this $1,000.00 come from? Grüße, Łódź</p>
<p id="bold"><b>Where did this $1,000.00 come from? Grüße, Łódź</b></p>
<p id="arabic" dir="rtl" lang="ar">من أين جاءت هذه الألف دولار؟</p>
<p id="japanese" lang="ja">この千ドルはどこから来ましたか。請求書・予約</p>
<p><code id="mono">{ "number": "TXN-2026-000001" }</code></p>`

/** A letter that no font has is drawn as the same empty box as any other. */
const inkOf = (letter) => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 64
  const pen = canvas.getContext('2d')
  pen.font = '48px sans-serif'
  pen.fillText(letter, 4, 50)
  return canvas.toDataURL()
}

describe('the test browser', () => {
  let running
  let tab
  beforeAll(async () => {
    running = await chromium.launch(await browser())
    tab = await running.newPage({ viewport: { width: 760, height: 380 } })
    await tab.setContent(page)
  })
  afterAll(() => running?.close())

  it('draws Latin, Arabic and Japanese letters, not boxes', async () => {
    const box = await tab.evaluate(inkOf, '\u{10fffe}')
    const inks = []
    for (const letter of ['ł', 'ع', 'ج', '請', '予', 'か']) inks.push(await tab.evaluate(inkOf, letter))
    expect(new Set([box, ...inks]).size).toBe(7)
  })

  it('has bold and monospaced letters', async () => {
    const width = (id) => tab.evaluate((of) => {
      const range = document.createRange()
      range.selectNodeContents(document.getElementById(of))
      return range.getBoundingClientRect().width
    }, id)
    expect(await width('bold')).toBeGreaterThan(await width('latin'))
    expect(await tab.evaluate(() => {
      const pen = document.createElement('canvas').getContext('2d')
      pen.font = '20px monospace'
      return pen.measureText('iiii').width === pen.measureText('MMMM').width
    })).toBe(true)
  })

  it('leaves a picture to look at', async () => {
    const folder = fileURLToPath(new URL('../../node_modules/.cache/startupkit/', import.meta.url))
    mkdirSync(folder, { recursive: true })
    const picture = await tab.screenshot({ path: `${folder}letters.png` })
    expect(picture.length).toBeGreaterThan(10_000)
  })
})
