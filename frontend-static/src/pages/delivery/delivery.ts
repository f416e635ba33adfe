import type { Deliverable, Delivery } from '../../api/types'

/** A material with the files that count, and those that were replaced. */
export interface MaterialRow {
  materialNo: number
  name: string
  required: boolean
  current: Deliverable[]
  replaced: Deliverable[]
}

/** The material list with what was handed in for each. */
export function rowsOf(delivery: Pick<Delivery, 'materials' | 'files'>): MaterialRow[] {
  return delivery.materials.map((m) => {
    const files = delivery.files.filter((f) => f.materialNo === m.materialNo)
    return {
      ...m,
      current: files.filter((f) => f.replacedBy === null),
      replaced: files.filter((f) => f.replacedBy !== null),
    }
  })
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
