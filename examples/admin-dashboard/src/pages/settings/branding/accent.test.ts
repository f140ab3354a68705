import { describe, expect, it } from 'vitest'
import { contrast, parseHex, shadesOf } from './accent.js'

describe('an accent', () => {
  it.each([['#2f4fd0', [47, 79, 208]], ['#ABC', [170, 187, 204]], [' #000000 ', [0, 0, 0]]])('%s is read', (written, colour) => expect(parseHex(written)).toEqual(colour))
  it.each(['red', '#12', '#12345g', 'url(x)', '#1234567'])('%s is none', (written) => expect(shadesOf(written, 'light')).toBeNull())

  it('has words on it that can be read, whatever it is', () => {
    for (let step = 0; step < 4_096; step += 7) {
      const accent = `#${step.toString(16).padStart(3, '0')}`
      for (const theme of ['light', 'dark'] as const) {
        const shades = shadesOf(accent, theme)!
        expect(shades.words, accent).toBeGreaterThanOrEqual(4.5)
        for (const ground of [shades.surface, shades.soft]) expect(contrast(parseHex(shades.accentText)!, parseHex(ground)!), accent).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  it('is warned of where it does not stand out from the page', () => {
    expect([shadesOf('#ffe680', 'light')!.isHardToSee, shadesOf('#ffe680', 'dark')!.isHardToSee, shadesOf('#2f4fd0', 'light')!.isHardToSee]).toEqual([true, false, false])
  })
})
