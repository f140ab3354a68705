import type { MrrMonth } from '../../wire.js'

export type Bar = { kind: 'new' | 'expansion' | 'reactivation' | 'churn' | 'contraction'; x: number; y: number; width: number; height: number }
export type Column = { month: MrrMonth; x: number; center: number; pointY: number; bars: Bar[] }
export type ChartShape = {
  width: number
  height: number
  plotWidth: number
  bandHeight: number
  columns: Column[]
  /** The line, solid over finished months and dotted into one that is running. */
  solid: string
  dotted: string
  ticks: { value: number; y: number }[]
  zeroY: number
  gainTick: { value: number; y: number } | null
}

const height = 256
const axis = 56
const lineTop = 8
const lineStep = 33
const barsTop = 142
const barsBottom = 226
const steps = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]

/** Round numbers for a line's scale, from above its highest value: four of them cover it, and its foot may hang a little below the last. */
export function lineTicks(values: readonly number[]): number[] {
  const high = Math.max(...values, 0)
  const low = Math.min(...values, high)
  if (high <= 0) return [0]
  const size = 10 ** Math.floor(Math.log10(high))
  for (let power = size / 100; ; power *= 10) {
    for (const step of steps.map((one) => one * power)) {
      // A line that comes near zero gets a scale that stands on it; one far above gets a round top, and steps as small as will do.
      const unit = low < high / 4 ? step : size / 2
      const top = Math.ceil(high / unit - 1e-9) * unit
      if (top - 3.4 * step <= low) return [0, 1, 2, 3].map((down) => top - down * step).filter((tick) => tick >= 0)
    }
  }
}

/** The largest round number that is not above a value. */
export function roundBelow(value: number): number {
  if (value <= 0) return 0
  const power = 10 ** Math.floor(Math.log10(value))
  return Math.max(...steps.map((step) => step * power).filter((one) => one <= value * (1 + 1e-9)))
}

const gains = ['new', 'expansion', 'reactivation'] as const
const losses = ['churn', 'contraction'] as const
const size = (total: number | string): number => Math.abs(Number(total))
const sum = (month: MrrMonth, kinds: readonly (keyof MrrMonth)[]): number => kinds.reduce((all, kind) => all + size(month[kind] as number | string), 0)

/** Where everything of the MRR chart stands, in pixels: a line of each month's end, and under it what moved it, from zero. */
export function chartShape(months: readonly MrrMonth[], width: number): ChartShape {
  const plotWidth = Math.max(60, width - axis)
  const step = plotWidth / Math.max(1, months.length)
  const barWidth = Math.min(24, Math.max(4, step * 0.6))
  const ends = months.map((month) => Number(month.end))
  const tickValues = lineTicks(ends)
  const top = tickValues[0] ?? 0
  const unit = tickValues.length > 1 ? lineStep / (top - tickValues[1]!) : 0
  const lineY = (value: number) => (unit ? lineTop + (top - value) * unit : lineTop + 3 * lineStep)

  const gain = Math.max(0, ...months.map((month) => sum(month, gains)))
  const loss = Math.max(0, ...months.map((month) => sum(month, losses)))
  const perPixel = Math.max(gain / 52, (gain + loss) / (barsBottom - barsTop))
  const zeroY = barsBottom - (perPixel ? Math.max(28, loss / perPixel) : 28)
  const pixels = (amount: number) => (perPixel && amount > 0 ? Math.max(1.5, amount / perPixel) : 0)

  const columns = months.map((month, index): Column => {
    const center = step * (index + 0.5)
    const x = center - barWidth / 2
    const stack = (kinds: readonly Bar['kind'][], down: boolean): Bar[] => {
      let at = down ? zeroY + 1 : zeroY - 1
      return kinds.flatMap((kind) => {
        const tall = pixels(size(month[kind]))
        if (tall === 0) return []
        const y = down ? at : at - tall
        at = down ? at + tall + 1 : y - 1
        return [{ kind, x, y, width: barWidth, height: tall }]
      })
    }
    return { month, x: step * index, center, pointY: lineY(Number(month.end)), bars: [...stack(gains, false), ...stack(losses, true)] }
  })

  const running = columns.at(-1)?.month.complete === false && columns.length > 1
  const path = (points: readonly Column[]) => points.map(({ center, pointY }, index) => `${index ? 'L' : 'M'}${center.toFixed(1)} ${pointY.toFixed(1)}`).join('')
  const shown = roundBelow(gain)
  return {
    width,
    height,
    plotWidth,
    bandHeight: barsBottom + 4,
    columns,
    solid: path(running ? columns.slice(0, -1) : columns),
    dotted: running ? path(columns.slice(-2)) : '',
    ticks: tickValues.map((value) => ({ value, y: lineY(value) })),
    zeroY,
    gainTick: shown > 0 && shown / perPixel > 18 ? { value: shown, y: zeroY - shown / perPixel } : null,
  }
}
