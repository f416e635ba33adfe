import type { ListOutcome } from '../../api/types'

/** One row of a file that was refused, and why. */
export interface RowError {
  file?: string | null
  row?: number | null
  column?: string | null
  detail: string
}

/** The errors of a refusal as rows of a file; what names no row speaks of the whole. */
export function rowsOf(errors: readonly object[]): RowError[] {
  return errors as RowError[]
}

/** What came of an import, or would come of it. */
export function outcomeText({ dryRun, published, drafted, unchanged }: ListOutcome): string {
  const parts = [
    published && `公布 ${published} 条`,
    drafted && `存为草稿 ${drafted} 条`,
    unchanged && `没有变化 ${unchanged} 条`,
  ].filter(Boolean)
  const what = parts.join('，') || '没有任何变化'
  return dryRun ? `试导入没有发现错误。正式导入将：${what}。` : `导入完成：${what}。`
}
