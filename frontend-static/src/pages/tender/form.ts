import type { QuoteRequest, RequestBody } from '../../api/types'
import { todayInShanghai } from '../../text/dates'
import { readDecimal, shift } from '../../text/decimal'

/** A request as it is typed: texts and ticks, nothing missing. Amounts are 元, the deadline is the market's time. */
export interface RequestForm {
  title: string
  regionCode: string
  projectName: string
  projectCode: string
  projectScale: string
  actCode: string
  funds: string
  method: Record<MethodField, string>
  lots: LotForm[]
  serviceDays: string
  match: string
  papers: { kind: string; level: string }[]
  practitioners: { certificate: string; count: string }[]
  avoid: { uscc: string; reason: string }[]
  declared: boolean
  runnerUp: boolean
  attachments: { fileId: string; open: boolean }[]
  description: string
  closesDay: string
  closesTime: string
}

export interface LotForm {
  itemCode: string
  parameters: QuoteRequest | null
  budget: string
}

const COUNTS = [
  'explainBelowPercent',
  'trimFrom',
  'quality',
  'staff',
  'time',
  'price',
  'longList',
  'shortList',
] as const
type MethodField = 'code' | 'named' | 'reason' | 'percents' | (typeof COUNTS)[number]

/** The usual end of a working day. */
const CLOSES_AT = '17:00'
const MOST_FEN_DIGITS = 13

export const emptyLot = (itemCode: string): LotForm => ({ itemCode, parameters: null, budget: '' })

export function emptyForm(): RequestForm {
  return toForm({} as RequestBody)
}

/** What the API keeps, to be typed on. */
export function toForm(body: Partial<RequestBody>): RequestForm {
  const m = body.method
  const text = (value: string | number | null | undefined) => String(value ?? '')
  return {
    title: text(body.title),
    regionCode: text(body.regionCode),
    projectName: text(body.projectName),
    projectCode: text(body.projectCode),
    projectScale: text(body.projectScale),
    actCode: text(body.actCode),
    funds: text(body.funds),
    method: {
      code: text(m?.code),
      named: text(m?.named),
      reason: text(m?.reason),
      percents: (m?.percents ?? []).join('、'),
      ...(Object.fromEntries(COUNTS.map((n) => [n, text(m?.[n])])) as Record<
        (typeof COUNTS)[number],
        string
      >),
    },
    lots: (body.lots ?? []).map((lot) => ({
      itemCode: text(lot.itemCode),
      parameters: parametersOf(lot.parameters),
      budget: lot.budgetFen == null ? '' : shift(String(lot.budgetFen), -2),
    })),
    serviceDays: text(body.serviceDays),
    match: body.qualifications?.match ?? 'all',
    papers: (body.qualifications?.papers ?? []).map((p) => ({
      kind: text(p.kind),
      level: text(p.level),
    })),
    practitioners: (body.practitioners ?? []).map((p) => ({
      certificate: text(p.certificate),
      count: text(p.count),
    })),
    avoid: (body.avoid ?? []).map((a) => ({ uscc: text(a.uscc), reason: text(a.reason) })),
    declared: body.declared ?? false,
    runnerUp: body.runnerUp ?? false,
    attachments: (body.attachments ?? []).map((f) => ({
      fileId: text(f.fileId),
      open: f.open ?? true,
    })),
    description: text(body.description),
    ...(body.closesAt ? dayAndTime(body.closesAt) : { closesDay: '', closesTime: CLOSES_AT }),
  }
}

/** An instant as the market's day and time of day, to the minute; a started minute counts as the next. */
export function dayAndTime(at: string): { closesDay: string; closesTime: string } {
  const minute = new Date(Math.ceil(Date.parse(at) / 60_000) * 60_000)
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
  }).format(minute)
  return { closesDay: todayInShanghai(minute), closesTime: time }
}

/** What was typed, as the API takes it: what is blank is missing, a number that is none as well. */
export function toBody(form: RequestForm): RequestBody {
  const m = form.method
  const numbers = Object.fromEntries(COUNTS.map((n) => [n, count(m[n])])) as Record<
    (typeof COUNTS)[number],
    number | null
  >
  const percents = m.percents
    .split(/[\s,，、;；%]+/)
    .map(count)
    .filter((n): n is number => n !== null)
  return {
    title: some(form.title),
    regionCode: some(form.regionCode),
    projectName: some(form.projectName),
    projectCode: some(form.projectCode),
    projectScale: some(form.projectScale),
    actCode: some(form.actCode),
    funds: some(form.funds),
    method: m.code
      ? {
          code: m.code,
          named: some(m.named),
          reason: some(m.reason),
          percents: percents.length ? percents : null,
          ...numbers,
        }
      : null,
    lots: form.lots.map((lot) => ({
      itemCode: some(lot.itemCode),
      parameters: lot.parameters as RequestBody['lots'][number]['parameters'],
      budgetFen: fenOf(lot.budget),
    })),
    serviceDays: count(form.serviceDays),
    qualifications: form.papers.length
      ? {
          match: some(form.match),
          papers: form.papers.map((p) => ({ kind: some(p.kind), level: some(p.level) })),
        }
      : null,
    practitioners: form.practitioners.map((p) => ({
      certificate: some(p.certificate),
      count: count(p.count),
    })),
    avoid: form.avoid.map((a) => ({ uscc: some(a.uscc), reason: some(a.reason) })),
    declared: form.declared,
    runnerUp: form.runnerUp,
    attachments: form.attachments
      .filter((f) => f.fileId)
      .map((f) => ({ fileId: f.fileId, open: f.open })),
    description: some(form.description),
    closesAt:
      form.closesDay && form.closesTime ? `${form.closesDay}T${form.closesTime}:00+08:00` : null,
  }
}

/** 元 as whole fen, or null where it is none; nothing is rounded away. */
export function fenOf(yuan: string): number | null {
  const decimal = readDecimal(yuan, '元')
  if (decimal === null || decimal.startsWith('-')) return null
  const fen = shift(decimal, 2)
  return fen.includes('.') || fen.length > MOST_FEN_DIGITS ? null : Number(fen)
}

/** What is kept of a lot's parameters, without what is merely missing. */
export function parametersOf(kept: object | null | undefined): QuoteRequest | null {
  if (!kept) return null
  return Object.fromEntries(
    Object.entries(kept).filter(([, v]) => v !== null && v !== undefined),
  ) as QuoteRequest
}

const some = (typed: string): string | null => typed.trim() || null

function count(typed: string): number | null {
  const text = typed.normalize('NFKC').trim()
  return /^\d{1,6}$/.test(text) ? Number(text) : null
}
