type Rgb = readonly [number, number, number]

/** Red, green and blue of any colour the browser knows, by painting one pixel of it. Null for what it does not know. */
export function painted(colour: string): Rgb | null {
  if (!CSS.supports('color', colour)) return null
  const pen = new OffscreenCanvas(1, 1).getContext('2d')
  if (!pen) return null
  pen.fillStyle = colour
  pen.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data
  return [red, green, blue]
}

const linear = (part: number) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4)
const luminance = ([red, green, blue]: Rgb) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** What can be read on a colour: white, or our ink. */
export const readableOn = (colour: Rgb): '#ffffff' | '#1c1a17' => (contrast(colour, [255, 255, 255]) >= contrast(colour, [28, 26, 23]) ? '#ffffff' : '#1c1a17')
