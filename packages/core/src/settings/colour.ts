/** Red, green and blue, 0 to 255 each. */
export type Rgb = readonly [number, number, number]

const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i
const functional = /^(rgb|hsl)\(\s*(\d{1,3}(?:\.\d{1,3})?)(?:deg)?(%?)(?:\s*,\s*|\s+)(\d{1,3}(?:\.\d{1,3})?)(%?)(?:\s*,\s*|\s+)(\d{1,3}(?:\.\d{1,3})?)(%?)\s*\)$/i

/** A colour that is written as `#rgb`, `#rrggbb`, `rgb(…)` or `hsl(…)`; null for anything else, names and transparent ones included. */
export function parseColour(written: string): Rgb | null {
  const digits = hex.exec(written)?.[1]
  if (digits !== undefined) {
    const six = digits.length === 3 ? [...digits].map((one) => one + one).join('') : digits
    return [0, 2, 4].map((at) => Number.parseInt(six.slice(at, at + 2), 16)) as unknown as Rgb
  }
  const parts = functional.exec(written)
  if (!parts) return null
  const [, name, a, aUnit, b, bUnit, c, cUnit] = parts as unknown as [string, string, string, string, string, string, string, string]
  if (name.toLowerCase() === 'rgb') {
    if (aUnit !== bUnit || bUnit !== cUnit) return null
    const all = [a, b, c].map((one) => (aUnit === '%' ? (Number(one) * 255) / 100 : Number(one)))
    return all.every((one) => one <= 255) ? (all.map(Math.round) as unknown as Rgb) : null
  }
  if (aUnit === '%' || bUnit !== '%' || cUnit !== '%' || Number(a) > 360 || Number(b) > 100 || Number(c) > 100) return null
  return fromHsl(Number(a), Number(b) / 100, Number(c) / 100)
}

function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number) => {
    const k = (offset + hue / 30) % 12
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))))
  }
  return [channel(0), channel(8), channel(4)]
}

/** `#rrggbb`, the one spelling that is stored. */
export const toHex = (colour: Rgb): string => `#${colour.map((one) => one.toString(16).padStart(2, '0')).join('')}`

/** A colour between two: `share` of the second, 0 to 1. */
export const mix = (one: Rgb, other: Rgb, share: number): Rgb => one.map((value, at) => Math.round(value + (other[at]! - value) * share)) as unknown as Rgb

function luminance(colour: Rgb): number {
  const [r, g, b] = colour.map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The contrast ratio of WCAG 2, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}
