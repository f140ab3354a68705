import { html, type TemplateResult } from 'lit'
import { encode } from 'uqr'

/** The dark squares of a code as one path, and how many squares it is wide, with its quiet edge. */
export function squaresOf(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: 4 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return { size, path }
}

/** A QR code, dark on white in both colours of the page: cameras read it best so. */
export function qrCode(text: string, label: string): TemplateResult {
  const { size, path } = squaresOf(text)
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label} shape-rendering="crispEdges"><rect width=${size} height=${size} fill="#fff"></rect><path d=${path} fill="#000"></path></svg>`
}
