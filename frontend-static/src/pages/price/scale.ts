import type { CurvePoint, Rule } from '../../api/types'

/**
 * Where numbers meet pixels. Amounts are shown from exact fen elsewhere; here they only become places on a screen, so
 * binary floating point is good enough.
 */
export interface Scale {
  /** the place of a value, in pixels */
  at: (value: number) => number
  ticks: number[]
}

export type ScaleKind = 'log' | 'linear'

/** The stretch of the base parameter that a plot shows. */
export interface Span {
  from: number
  to: number
}

/**
 * What is worth looking at: on a log axis all tiers of the rule, on a linear one the neighbourhood of the user's
 * own figure, for the upper tiers would squeeze everything else into a corner.
 */
export function spanOf(rule: Rule, kind: ScaleKind, own: number | null): Span {
  const bounds = rule.tiers
    .flatMap((t) => [t.lowerBound, t.upperBound])
    .filter((b): b is string => b !== null)
    .map(Number)
  const positive = bounds.filter((b) => b > 0)
  const lowest = Math.min(...rule.tiers.map((t) => Number(t.lowerBound ?? 0)))
  const last = positive.length ? Math.max(...positive) : (own ?? 1000)
  const first = positive.length ? Math.min(...positive) : last / 100
  const unbounded = rule.tiers.some((t) => t.upperBound === null)
  if (kind === 'linear') {
    const to = own
      ? Math.min(Math.max(own * 2, first), unbounded ? Infinity : last)
      : Math.min(first * 10, last)
    return { from: lowest > 0 ? lowest : 0, to: nice(to > lowest ? to : last) }
  }
  const from = lowest > 0 ? lowest : Math.min(first / 10, own && own > 0 ? own / 2 : Infinity)
  const top = unbounded ? last * 2 : last
  return { from, to: Math.max(top, own && unbounded ? own * 2 : 0) }
}

/** A place on the base axis where there is no price. */
export function unpriced(base: string): CurvePoint {
  return {
    base,
    none: true,
    minFen: null,
    maxFen: null,
    baselineMinFen: null,
    baselineMaxFen: null,
  }
}

/** An axis from low to high over so many pixels. */
export function scaleOf(
  kind: ScaleKind,
  low: number,
  high: number,
  start: number,
  end: number,
): Scale {
  if (kind === 'log') {
    const safeLow = low > 0 ? low : high / 1e4
    const a = Math.log10(safeLow)
    const b = Math.log10(high > safeLow ? high : safeLow * 10)
    return {
      at: (v) => start + ((Math.log10(Math.max(v, safeLow)) - a) / (b - a)) * (end - start),
      ticks: decades(a, b),
    }
  }
  const top = high > low ? high : low + 1
  return { at: (v) => start + ((v - low) / (top - low)) * (end - start), ticks: steps(low, top) }
}

/** 12345 → 1.2万, short enough for an axis. */
export function short(value: number): string {
  if (value >= 1e8) return `${trim(value / 1e8)}亿`
  if (value >= 1e4) return `${trim(value / 1e4)}万`
  return trim(value)
}

/** A plain decimal for the API, of a number that came from a pixel or a bound. */
export function plainDecimal(value: number): string {
  if (value >= 1e15) return BigInt(Math.round(value)).toString()
  return Number(value.toPrecision(12))
    .toFixed(value < 1 ? 6 : 2)
    .replace(/\.?0+$/, '')
}

/** Runs of points where a price exists: a hole in the standard is a hole in the plot. */
export function runsOf(points: CurvePoint[]): CurvePoint[][] {
  const runs: CurvePoint[][] = []
  let current: CurvePoint[] = []
  for (const point of points) {
    if (point.none || point.minFen === undefined) {
      if (current.length) runs.push(current)
      current = []
    } else current.push(point)
  }
  if (current.length) runs.push(current)
  return runs
}

function decades(a: number, b: number): number[] {
  const ticks: number[] = []
  for (let p = Math.ceil(a - 1e-9); p <= Math.floor(b + 1e-9); p++) ticks.push(Number(`1e${p}`))
  const every = Math.ceil(ticks.length / 7)
  return ticks.filter((_, i) => i % every === 0)
}

function steps(low: number, high: number): number[] {
  const step = nice((high - low) / 5)
  const ticks: number[] = []
  for (let v = Math.ceil(low / step) * step; v <= high * 1.000001 && ticks.length < 12; v += step)
    ticks.push(v)
  return ticks
}

function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const lead = value / power
  return (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10) * power
}

function trim(value: number): string {
  return String(Number(value.toPrecision(3)))
}
