import type { Deliverable, Delivery, Practitioner } from '../../api/types'

/** A material with the files that count, and those that were replaced. */
export interface MaterialRow {
  materialNo: number
  name: string
  required: boolean
  current: Deliverable[]
  replaced: Deliverable[]
  /** what the agency has put there since, and has not handed in */
  pending: Deliverable[]
}

/** The material list with the files of the moment, as the agency prepares them. */
export function rowsOf(delivery: Pick<Delivery, 'materials' | 'files'>): MaterialRow[] {
  return delivery.materials.map((m) => {
    const files = delivery.files.filter((f) => f.materialNo === m.materialNo)
    return {
      ...m,
      current: files.filter((f) => f.replacedBy === null),
      replaced: files.filter((f) => f.replacedBy !== null),
      pending: [],
    }
  })
}

/**
 * The same for those who only get it: what counts is what was handed in last, whatever the agency has put in its place
 * since. The owner does not even get those files before they are handed in.
 */
export function handedRowsOf(
  delivery: Pick<Delivery, 'materials' | 'files' | 'deliveries'>,
): MaterialRow[] {
  const last = new Set(delivery.deliveries.at(-1)?.files ?? [])
  const ever = new Set(delivery.deliveries.flatMap((d) => d.files))
  return delivery.materials.map((m) => {
    const files = delivery.files.filter((f) => f.materialNo === m.materialNo)
    const rest = files.filter((f) => !last.has(f.fileNo))
    const isPending = (f: Deliverable) => f.replacedBy === null && !ever.has(f.fileNo)
    return {
      ...m,
      current: files.filter((f) => last.has(f.fileNo)),
      replaced: rest.filter((f) => !isPending(f)),
      pending: rest.filter(isPending),
    }
  })
}

/** Whether the agency has begun to change what was handed in last. */
export function isChanging(delivery: Pick<Delivery, 'files' | 'deliveries'>): boolean {
  const last = delivery.deliveries.at(-1)
  if (!last || last.status === 'accepted') return false
  const sent = new Set(last.files)
  return (
    unsentOf(delivery).length > 0 ||
    delivery.files.some((f) => sent.has(f.fileNo) && f.replacedBy !== null)
  )
}

/** Required materials without a file: nothing can be handed in before. */
export function missingOf(rows: readonly MaterialRow[]): string[] {
  return rows.filter((r) => r.required && r.current.length === 0).map((r) => r.name)
}

/** Files that count now and are in no delivery that stands: they still have to be handed in. */
export function unsentOf(delivery: Pick<Delivery, 'files' | 'deliveries'>): Deliverable[] {
  const last = delivery.deliveries.at(-1)
  const sent = new Set(last?.files ?? [])
  return delivery.files.filter((f) => f.replacedBy === null && !sent.has(f.fileNo))
}

/** What one may do now, in words; empty where nothing is to be done. */
export function hintOf(delivery: Delivery, missing: readonly string[]): string {
  if (missing.length) return `材料清单还缺：${missing.join('、')}。`
  const returned = delivery.deliveries.at(-1)?.status === 'returned'
  if (unsentOf(delivery).length === 0)
    return returned ? '上一次提交已被退回：请先按退回的理由替换或补充文件。' : ''
  return '文件已齐，确认签署人后整体提交。'
}

/** A certificate's number as the public directory shows it. */
function masked(number: string): string {
  const all = [...number]
  return all.length > 8
    ? `${all.slice(0, 4).join('')}****${all.slice(-2).join('')}`
    : `${all[0] ?? ''}****`
}

/**
 * What will be said of a signatory once it is handed in, as far as the directory tells; empty while nothing speaks
 * against it. A name that is still being typed is not held against anybody.
 */
export function signatoryNote(
  known: readonly Practitioner[] | null,
  name: string,
  certificate: string,
): string {
  const typed = name.trim()
  const number = certificate.trim()
  if (!known || !typed) return ''
  const same = known.filter((p) => p.name === typed)
  if (same.length === 0)
    return known.some((p) => p.name.startsWith(typed))
      ? ''
      : `登记的从业人员中没有「${typed}」：可以提交，但验收时会标明。`
  if (!number) return ''
  const held = same.filter((p) => p.certificateNumber === masked(number))
  if (held.length === 0) {
    const numbers = same.map((p) => p.certificateNumber).join('、')
    return `与${typed}登记的证书编号（${numbers}）不符：可以提交，但验收时会标明。`
  }
  return held.every((p) => p.expired)
    ? `${typed}登记的这个证书已经过期：可以提交，但验收时会标明。`
    : ''
}
