import type { ListedRun, RatingFormula } from '../../api/types'
import { todayInShanghai } from '../../text/dates'
import { shift } from '../../text/decimal'
import { FINDINGS, PARTS, points } from '../../text/rating'
import { textFaults, type FieldError } from '../workbench/pointers'

/** One number of a formula: where it stands, what it is called, and within which bounds. */
export interface FormulaNumber {
  pointer: string
  label: string
  unit: string
  least: number
  most: number
  /** kept in hundredths, typed and shown with two places */
  hundredths?: boolean
  hint?: string
}
export type Numbers = Record<string, number | null>

const inPoints = (least: number, [name, label]: [string, string | undefined]): FormulaNumber => ({
  pointer: `#/${name}`,
  label: label ?? name,
  unit: '分',
  least,
  most: 100,
})

/** The numbers of a formula in the order in which they are read; `pointer` is where something is said of a group whole. */
export const GROUPS: { pointer?: string; title: string; numbers: FormulaNumber[] }[] = [
  {
    pointer: '#/weights',
    title: '权重',
    numbers: Object.entries(PARTS).map(([name, label]) => inPoints(0, [`weights/${name}`, label])),
  },
  {
    title: '业主评价与监督检查',
    numbers: [
      {
        pointer: '#/priorHundredths',
        label: '没有评价时的平均',
        unit: '星',
        least: 100,
        most: 500,
        hundredths: true,
      },
      {
        pointer: '#/shrinkage',
        label: '向同类平均收缩',
        unit: '份评价',
        least: 1,
        most: 100,
        hint: '评价少的机构更接近平均。',
      },
      inPoints(0, ['unsupervised', '没有监督检查的计为']),
    ],
  },
  {
    title: '每项认定的扣分',
    numbers: [
      inPoints(0, ['deductions/complaintUpheld', FINDINGS['complaint_upheld']]),
      inPoints(0, ['deductions/falseMaterial', FINDINGS['false_material']]),
      inPoints(0, ['deductions/refusedToSign', FINDINGS['refused_to_sign']]),
      inPoints(0, ['deductions/priceViolation', FINDINGS['price_violation']]),
    ],
  },
  {
    pointer: '#/grades',
    title: '等级与警告',
    numbers: [
      inPoints(1, ['grades/a', 'A 级分数线']),
      inPoints(1, ['grades/b', 'B 级分数线']),
      inPoints(1, ['grades/c', 'C 级分数线']),
      { ...inPoints(1, ['warnBelow', '警告线']), hint: 'C 级中低于它的，拟予警告。' },
      {
        pointer: '#/leastContracts',
        label: '定级至少要有',
        unit: '份合同',
        least: 1,
        most: 100,
      },
    ],
  },
]
const ALL = GROUPS.flatMap((group) => group.numbers)
const WEIGHTS = GROUPS[0]!.numbers

/** What the number at a pointer is called, with its group; undefined where there is none. */
export function nameOf(pointer: string): string | undefined {
  const group = GROUPS.find((g) => g.numbers.some((n) => n.pointer === pointer))
  const number = group?.numbers.find((n) => n.pointer === pointer)
  return number && `${group!.title}：${number.label}`
}

/** A number as it is printed. */
export function shown(n: FormulaNumber, value: number): string {
  return n.hundredths ? points(value) : String(value)
}

/** All numbers of a formula, by their pointers. */
export function numbersOf(formula: RatingFormula): Numbers {
  return Object.fromEntries(
    ALL.map(({ pointer }) => {
      const steps = pointer.split('/').slice(1)
      const value = steps.reduce<unknown>(
        (at, step) => (at as Record<string, unknown>)[step],
        formula,
      )
      return [pointer, value as number]
    }),
  )
}

/** What is typed at first: a copy of a formula. */
export function typedOf(formula: RatingFormula): Record<string, string> {
  const numbers = numbersOf(formula)
  return Object.fromEntries(ALL.map((n) => [n.pointer, shown(n, numbers[n.pointer]!)]))
}

/** What was typed as numbers; null where it is none. */
export function readNumbers(typed: Record<string, string>): Numbers {
  return Object.fromEntries(
    ALL.map((n) => {
      const text = (typed[n.pointer] ?? '').normalize('NFKC').trim()
      const pattern = n.hundredths ? /^\d{1,3}(\.\d{1,2})?$/ : /^\d{1,3}$/
      if (!pattern.test(text)) return [n.pointer, null]
      return [n.pointer, Number(n.hundredths ? shift(text, 2) : text)]
    }),
  )
}

/** What the weights come to; null while one of them is no number. */
export function sumOf(numbers: Numbers): number | null {
  return WEIGHTS.reduce<number | null>((sum, { pointer }) => {
    const weight = numbers[pointer] ?? null
    return sum === null || weight === null ? null : sum + weight
  }, 0)
}

/** What would be refused of a new version, in the API's words. */
export function faultsOf(numbers: Numbers, reason: string): FieldError[] {
  const faults: FieldError[] = []
  const require = (holds: boolean, pointer: string, detail: string) => {
    if (!holds) faults.push({ pointer, detail })
  }
  for (const n of ALL) {
    const value = numbers[n.pointer] ?? null
    require(value !== null && value >= n.least && value <= n.most, n.pointer, n.hundredths
      ? `应为 ${shown(n, n.least)} 至 ${shown(n, n.most)}，最多两位小数`
      : `应为 ${n.least} 至 ${n.most} 的整数`)
  }
  const sum = sumOf(numbers)
  require(sum === null || sum === 100, '#/weights', `五项权重之和应为 100，现为 ${sum}`)
  const [a, b, c, warn] = ['#/grades/a', '#/grades/b', '#/grades/c', '#/warnBelow'].map(
    (pointer) => numbers[pointer] ?? null,
  ) as [number | null, number | null, number | null, number | null]
  if (a !== null && b !== null && c !== null) {
    require(a > b && b > c, '#/grades', '等级的分数线应依次降低：A > B > C')
    require(warn === null ||
      (warn >= c && warn <= b), '#/warnBelow', '警告线应在 C 与 B 的分数线之间')
  }
  return [...faults, ...textFaults('#/reason', '理由', reason, 4, 1000)]
}

/** A number that is not what it was. */
export interface NumberChange {
  pointer: string
  label: string
  from: string
  to: string
}

/** What is different, in the order in which it is read; what is no number yet is left out. */
export function changesOf(before: Numbers, now: Numbers): NumberChange[] {
  return ALL.flatMap((n) => {
    const [from, to] = [before[n.pointer] ?? null, now[n.pointer] ?? null]
    if (from === null || to === null || from === to) return []
    const print = (value: number) => `${shown(n, value)} ${n.unit}`
    return [{ pointer: n.pointer, label: nameOf(n.pointer)!, from: print(from), to: print(to) }]
  })
}

/** A new version as it is sent. */
export function bodyOf(numbers: Numbers, reason: string): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const { pointer } of ALL) {
    const [, first, second] = pointer.split('/') as [string, string, string?]
    if (second === undefined) body[first] = numbers[pointer]
    else body[first] = { ...(body[first] as object), [second]: numbers[pointer] }
  }
  return { ...body, reason: reason.trim() }
}

/**
 * The year from which a new version is used, and the years that would be computed by it again: those in publicity,
 * where an appeal is upheld.
 */
export function appliesFrom(
  runs: readonly Pick<ListedRun, 'year' | 'status'>[],
  today: string = todayInShanghai(),
): { year: number; again: number[] } {
  const last = Number(today.slice(0, 4)) - 1
  const again = runs.filter((r) => ['computing', 'publicity'].includes(r.status))
  return {
    year: runs.length ? Math.max(...runs.map((r) => r.year)) + 1 : last,
    again: [...new Set(again.map((r) => r.year))].sort(),
  }
}

/** The same in words. */
export function appliesText({ year, again }: ReturnType<typeof appliesFrom>): string {
  const more = again.length
    ? `${again.join('、')} 年度还没有确定：因申诉成立而重新计算的，开展时选定按哪一版。`
    : ''
  return `从 ${year} 年度的测评起适用。${more}已经公布的结果不变。`
}
