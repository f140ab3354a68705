import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { brandFonts, brandTokens, readableOn } from './brand-tokens.js'
import { contrast, parseColour, toHex, type Rgb } from './colour.js'

const channel = fc.integer({ min: 0, max: 255 })
const colour = fc.tuple(channel, channel, channel) as fc.Arbitrary<Rgb>

describe('parseColour', () => {
  it.each([
    ['#2f4fd0', '#2f4fd0'], ['#2F4FD0', '#2f4fd0'], ['#abc', '#aabbcc'], ['rgb(47, 79, 208)', '#2f4fd0'], ['rgb(47 79 208)', '#2f4fd0'], ['rgb(100% 0% 50%)', '#ff0080'],
    ['hsl(0 100% 50%)', '#ff0000'], ['hsl(120deg, 100%, 25%)', '#008000'], ['hsl(240 100% 50%)', '#0000ff'], ['hsl(0 0% 100%)', '#ffffff'],
  ])('reads %s', (written, read) => expect(toHex(parseColour(written)!)).toBe(read))

  it.each([
    'red', '', '#12345', '#1234567', '#ggg', 'rgb(256 0 0)', 'rgb(1 2)', 'rgb(10% 2 3)', 'hsl(1 2 3)', 'rgba(0,0,0,.5)', 'var(--x)', 'url(https://evil.example/x)', '#fff;background:url(//evil.example)', '#fff}body{display:none', 'expression(alert(1))', '#fff\n', ' #fff',
  ])('refuses %j', (written) => expect(parseColour(written)).toBeNull())

  it('reads what it writes', () => fc.assert(fc.property(colour, (one) => void expect(parseColour(toHex(one))).toEqual([...one]))))
})

describe('contrast', () => {
  it('is that of WCAG', () => {
    expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5)
    expect(contrast([119, 119, 119], [255, 255, 255])).toBeCloseTo(4.48, 2)
  })
})

describe('a brand', () => {
  it('writes on its accent in what reads well, and warns where the accent itself does not', () => {
    expect(readableOn('#2f4fd0', 'light')).toEqual({ onAccent: '#ffffff', contrast: 6.66, accentText: '#2f4fd0', warnings: [] })
    expect(readableOn('#ffd400', 'light')).toMatchObject({ onAccent: '#121211', warnings: ['accent_hard_to_see'] })
    expect(readableOn('#101010', 'dark')).toMatchObject({ onAccent: '#ffffff', warnings: ['accent_hard_to_see'] })
    expect(readableOn('#777777', 'light')).toMatchObject({ onAccent: '#000000', warnings: [] })
  })

  it('makes tokens in which words read at 4.5 : 1, whatever the accent', () => {
    const surfaces = { light: [255, 255, 255], dark: [25, 25, 24] } as const
    fc.assert(
      fc.property(colour, colour, fc.integer({ min: 0, max: 24 }), fc.constantFrom(...(Object.keys(brandFonts) as (keyof typeof brandFonts)[])), (light, dark, radius, font) => {
        const tokens = brandTokens({ accentLight: toHex(light), accentDark: toHex(dark), radius, font })
        for (const theme of ['light', 'dark'] as const) {
          const read = (name: string) => parseColour(tokens[theme][name]!)!
          expect(contrast(read('--sk-accent-text'), surfaces[theme])).toBeGreaterThanOrEqual(4.5)
          expect(contrast(read('--sk-on-accent'), read('--sk-accent'))).toBeGreaterThanOrEqual(4.5)
          expect(contrast(read('--sk-on-accent'), read('--sk-accent-hover'))).toBeGreaterThanOrEqual(4.5)
          for (const [name, value] of Object.entries(tokens[theme])) expect(name === '--sk-font' ? Object.values(brandFonts) : [value]).toContain(value)
          expect(Object.values(tokens[theme]).join(' ')).not.toMatch(/[;{}<>]|url\(/)
        }
      }),
    )
  })
})
