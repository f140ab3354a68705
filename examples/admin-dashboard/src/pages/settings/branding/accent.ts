type Rgb = readonly [number, number, number]

/** `#rgb` and `#rrggbb`; what else the server reads is shown once it is saved. */
export function parseHex(written: string): Rgb | null {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(written.trim())?.[1]
  if (digits === undefined) return null
  const six = digits.length === 3 ? [...digits].map((one) => one + one).join('') : digits
  return [0, 2, 4].map((at) => Number.parseInt(six.slice(at, at + 2), 16)) as unknown as Rgb
}

export const toHex = (colour: Rgb): string => `#${colour.map((one) => one.toString(16).padStart(2, '0')).join('')}`
const mix = (one: Rgb, other: Rgb, share: number): Rgb => one.map((value, at) => Math.round(value + (other[at]! - value) * share)) as unknown as Rgb

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The contrast of WCAG 2, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const white: Rgb = [255, 255, 255]
const nearBlack: Rgb = [18, 18, 17]
const themes = {
  light: { surface: white, ink: [28, 26, 23] as Rgb, ink2: '#57534c', line: '#e6e4df', bg: '#f8f7f5', soft: 0.92, edge: 0.72 },
  dark: { surface: [25, 25, 24] as Rgb, ink: [240, 238, 234] as Rgb, ink2: '#b9b5ad', line: '#2b2a28', bg: '#121211', soft: 0.82, edge: 0.58 },
} as const

export type Shades = { accent: string; onAccent: string; accentText: string; soft: string; edge: string; surface: string; ink: string; ink2: string; line: string; bg: string; ratio: number; words: number; isHardToSee: boolean }

/** What becomes of an accent on a theme, by the server's rules, so that somebody sees it before they save. Null where it is no colour. */
export function shadesOf(accent: string, theme: 'light' | 'dark'): Shades | null {
  const colour = parseHex(accent)
  if (!colour) return null
  const { surface, ink, soft, edge, ...rest } = themes[theme]
  const onAccent = [white, nearBlack].find((one) => contrast(one, colour) >= 4.5) ?? ([0, 0, 0] as Rgb)
  const tint = mix(colour, surface, soft)
  let words: Rgb = colour
  for (let share = 0; Math.min(contrast(words, surface), contrast(words, tint)) < 4.5 && share <= 1; share += 0.05) words = mix(colour, ink, share)
  const ratio = contrast(colour, surface)
  return {
    ...rest, accent: toHex(colour), onAccent: toHex(onAccent), accentText: toHex(words), soft: toHex(tint), edge: toHex(mix(colour, surface, edge)), surface: toHex(surface), ink: toHex(ink),
    ratio, words: contrast(onAccent, colour), isHardToSee: ratio < 3,
  }
}
