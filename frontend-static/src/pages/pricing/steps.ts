import type { PriceEntry } from '../../api/types'
import { scaleOf } from '../price/scale'

/** One price version as a stretch of time; `value` is only a place on the screen. */
export interface Step {
  entry: PriceEntry
  from: number
  to: number
  value: number
  label: string
}

/** What a price can be measured by over time: yuan for amounts, the multiple for factors; null where neither stands still. */
export function measureOf(entry: PriceEntry): { value: number; unit: string; kind: string } | null {
  if (entry.form === 'factor' && entry.factor !== null)
    return { value: Number(entry.factor), unit: '倍', kind: `factor ${entry.ruleId ?? ''}` }
  if ((entry.form === 'fixed' || entry.form === 'unit') && entry.amountFen !== null) {
    const unit = entry.form === 'unit' && entry.unit ? `元/${entry.unit}` : '元/件'
    return { value: entry.amountFen / 100, unit, kind: `amount ${unit}` }
  }
  if (entry.form === 'formula' && entry.terms && !entry.terms.rate && !entry.terms.perUnitFen) {
    return { value: (entry.terms.fixedFen ?? 0) / 100, unit: '元/件', kind: 'amount 元/件' }
  }
  return null
}

/** The time and price axes of the versions that can be drawn on one axis, and how many cannot. */
export function stepsOf(entries: PriceEntry[], today: string) {
  const drawn = entries.flatMap((entry) => {
    const measure = entry.state === 'withdrawn' ? null : measureOf(entry)
    const empty = entry.validTo !== null && entry.validTo <= entry.validFrom
    return measure && !empty ? [{ entry, measure }] : []
  })
  const kind = drawn[0]?.measure.kind
  const same = drawn.filter((d) => d.measure.kind === kind)
  const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`)
  const now = day(today)
  const end = Math.max(now, ...same.map((d) => day(d.entry.validTo ?? d.entry.validFrom))) + MARGIN
  const steps: Step[] = same
    .map(({ entry, measure }) => ({
      entry,
      from: day(entry.validFrom),
      to: entry.validTo === null ? end : day(entry.validTo),
      value: measure.value,
      label: entry.description ?? '',
    }))
    .sort((a, b) => a.from - b.from)
  const start = steps.length ? Math.min(...steps.map((s) => s.from)) : now
  const top = Math.max(0, ...steps.map((s) => s.value))
  return {
    steps,
    unit: same[0]?.measure.unit ?? '',
    left: entries.filter((e) => e.state !== 'withdrawn').length - steps.length,
    span: { from: start, to: end },
    top: top > 0 ? top * 1.15 : 1,
    now,
  }
}

const MARGIN = 45 * 86_400_000

/** Marks on a time axis: whole years, or whole months when there is less than two years to show. */
export function timeTicks(from: number, to: number): { at: number; text: string }[] {
  const first = new Date(from)
  const months = Math.ceil((to - from) / (30.4 * 86_400_000))
  const every = months <= 8 ? 1 : months <= 24 ? 3 : months <= 60 ? 12 : 24
  const ticks: { at: number; text: string }[] = []
  for (let m = 0; m <= months + every; m++) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + m, 1)
    const date = new Date(at)
    const index = date.getUTCFullYear() * 12 + date.getUTCMonth()
    if (at < from || at > to || index % every !== 0) continue
    const year = String(date.getUTCFullYear())
    const month = String(date.getUTCMonth() + 1).padStart(2, '0')
    ticks.push({ at, text: every >= 12 ? `${year}年` : `${year}-${month}` })
  }
  return ticks
}

/** The price axis, from zero, so that a small change does not look large. */
export function priceScale(top: number, bottom: number, height: number) {
  return scaleOf('linear', 0, top, bottom, height)
}
