import * as z from 'zod'
import { text } from '../foundation/index.js'
import { brandFonts, brandTokens, readableOn, type BrandFont } from './brand-tokens.js'
import { parseColour, toHex } from './colour.js'
import { defineSettings } from './define-settings.js'

/** A colour: `#rgb`, `#rrggbb`, `rgb(…)` or `hsl(…)`. Kept as `#rrggbb`. */
export const Colour = text(40, 1).refine((written) => parseColour(written) !== null, { message: 'Not a colour like #2f4fd0, rgb(47 79 208) or hsl(228 62% 50%).' }).meta({ example: '#2f4fd0' })

const Tokens = z.record(z.string(), z.string())
/** `--sk-*` tokens by theme, ready for a style sheet. */
export const BrandTokens = z.object({ light: Tokens, dark: Tokens }).meta({ id: 'BrandTokens' })
const Readability = z
  .object({
    onAccent: z.string().meta({ description: 'What words on the accent are written in.' }),
    contrast: z.number().meta({ description: 'Between those words and the accent, 1 to 21.' }),
    accentText: z.string().meta({ description: 'The accent as words on the page, made readable.' }),
    warnings: z.array(z.enum(['accent_hard_to_see'])),
  })
  .meta({ id: 'AccentReadability' })

const fontNames = Object.keys(brandFonts) as [BrandFont, ...BrandFont[]]
const hexOf = (written: string) => toHex(parseColour(written)!)

export const branding = defineSettings({
  room: 'branding',
  title: 'Branding',
  summary: 'the colours, corners and letters of widgets, mails and pages',
  owns: 'settings',
  schema: z.strictObject({
    accentLight: Colour.default('#2f4fd0'),
    accentDark: Colour.default('#4a68e4'),
    radius: z.int().min(0).max(24).default(6).meta({ description: 'Of buttons and fields, in px; cards and what floats follow.' }),
    font: z.enum(fontNames).default('system').meta({ description: 'One of these families; `host` takes the page’s own.' }),
    logoOn: z.array(z.enum(['widgets', 'mails', 'pages', 'documents'])).max(4).default(['mails', 'pages', 'documents']).meta({ description: 'Where the logo is shown.' }),
  }),
  tidy: ({ accentLight, accentDark, logoOn, ...rest }) => ({ ...rest, accentLight: hexOf(accentLight), accentDark: hexOf(accentDark), logoOn: [...new Set(logoOn)].sort() }),
  derived: {
    shape: { readable: z.object({ light: Readability, dark: Readability }), tokens: BrandTokens },
    of: (value) => ({ readable: { light: readableOn(value.accentLight, 'light'), dark: readableOn(value.accentDark, 'dark') }, tokens: brandTokens(value) }),
  },
})
