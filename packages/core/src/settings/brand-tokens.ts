import { contrast, mix, parseColour, toHex, type Rgb } from './colour.js'

/** The families that a business can choose from. None is fetched from anywhere: each is a stack of what devices have. */
export const brandFonts = {
  host: 'inherit',
  system: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif',
  humanist: 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif',
  geometric: 'Avenir, Montserrat, Corbel, "URW Gothic", source-sans-pro, sans-serif',
  rounded: 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Comfortaa, Manjari, "Arial Rounded MT Bold", Calibri, sans-serif',
  serif: 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif',
  antique: 'Superclarendon, "Bookman Old Style", "URW Bookman", "Georgia Pro", Georgia, serif',
  mono: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
} as const
export type BrandFont = keyof typeof brandFonts

/** Surfaces that an accent stands on, and the words that stand on it. */
const themes: Record<'light' | 'dark', { surface: Rgb; ink: Rgb; soft: number; line: number }> = {
  light: { surface: [255, 255, 255], ink: [28, 26, 23], soft: 0.92, line: 0.72 },
  dark: { surface: [25, 25, 24], ink: [240, 238, 234], soft: 0.82, line: 0.58 },
}
const white: Rgb = [255, 255, 255]
const nearBlack: Rgb = [18, 18, 17]
const black: Rgb = [0, 0, 0]

export type Readable = {
  /** What words on the accent are written in: the first of white, near black and black that reads at 4.5 : 1. One always does. */
  onAccent: string
  contrast: number
  /** The accent as words on the page and on the accent's own tint, moved towards the page's ink until it reads at 4.5 : 1 on both. */
  accentText: string
  /** `accent_hard_to_see`: the fill stands out from the page by less than 3 : 1. */
  warnings: 'accent_hard_to_see'[]
}

const toNumber = (ratio: number) => Math.floor(ratio * 100) / 100

/** How an accent can be used in a theme. The colour has to be one that `parseColour` reads. */
export function readableOn(accent: string, theme: 'light' | 'dark'): Readable {
  const colour = parsed(accent)
  const { surface, ink, soft } = themes[theme]
  const tint = mix(colour, surface, soft)
  const onAccent = [white, nearBlack].find((one) => contrast(one, colour) >= 4.5) ?? black
  let words = colour
  for (let share = 0; Math.min(contrast(words, surface), contrast(words, tint)) < 4.5 && share <= 1; share += 0.05) words = mix(colour, ink, share)
  return {
    onAccent: toHex(onAccent), contrast: toNumber(contrast(onAccent, colour)), accentText: toHex(words),
    warnings: contrast(colour, surface) < 3 ? ['accent_hard_to_see'] : [],
  }
}

/** The `--sk-*` tokens of a brand, by theme: plain colours, lengths and families, built from parsed values and never from somebody's text. */
export function brandTokens(brand: { accentLight: string; accentDark: string; radius: number; font: BrandFont }): { light: Record<string, string>; dark: Record<string, string> } {
  const shapes = { '--sk-font': brandFonts[brand.font], '--sk-radius-1': `${brand.radius}px`, '--sk-radius-2': `${Math.round((brand.radius * 5) / 3)}px`, '--sk-radius-3': `${Math.round((brand.radius * 8) / 3)}px` }
  const of = (accent: string, theme: 'light' | 'dark') => {
    const colour = parsed(accent)
    const { surface, soft, line } = themes[theme]
    const { onAccent, accentText } = readableOn(accent, theme)
    // Away from the words on it, so that they read at least as well under the pointer.
    const hover = mix(colour, onAccent === '#ffffff' ? nearBlack : white, 0.14)
    return { '--sk-accent': toHex(colour), '--sk-accent-hover': toHex(hover), '--sk-on-accent': onAccent, '--sk-accent-text': accentText, '--sk-accent-soft': toHex(mix(colour, surface, soft)), '--sk-accent-line': toHex(mix(colour, surface, line)), ...shapes }
  }
  return { light: of(brand.accentLight, 'light'), dark: of(brand.accentDark, 'dark') }
}

function parsed(written: string): Rgb {
  const colour = parseColour(written)
  if (!colour) throw new RangeError('Not a colour.')
  return colour
}
