import { ACCEPTED_FILES, FILE_LIMIT_BYTES, whyNotSent } from '../../api/upload'
import { fileSize } from '../../text/size'

/** What opens a document of a bid: said once, kept in this page alone, and sealed with the bid. */
export interface DocumentHandle {
  id: string
  key: string
  name: string
  mediaType: string
  size: number
  sha256: string
}

export const MOST_DOCUMENTS = 10
export const DOCUMENTS_HINT = `${ACCEPTED_FILES}，每份不超过 ${fileSize(FILE_LIMIT_BYTES)}，至多 ${MOST_DOCUMENTS} 份。`

/** Why a chosen file cannot be handed in; empty when it may be tried. */
export function whyNot(file: { name: string; size: number }, already: number): string {
  if (already >= MOST_DOCUMENTS) return `附件至多 ${MOST_DOCUMENTS} 份，请先移除一份`
  return whyNotSent(file)
}

/** What is said of one document is said at the field of all: there is one place to mend it. */
export function atTheField<T extends { pointer: string; detail: string }>(error: T): T {
  const one = /^#\/documents\/(\d+)(\/|$)/.exec(error.pointer)
  if (!one) return error
  return {
    ...error,
    pointer: '#/documents',
    detail: `第 ${Number(one[1]) + 1} 份附件：${error.detail}；请移除后重新上传`,
  }
}
