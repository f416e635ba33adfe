import { mended, newKey, proofHeaders, Refused } from './client'
import type { Problem } from './problem'
import { fileSize } from '../text/size'

/** A file as the API keeps it. */
export interface StoredFile {
  id: string
  name: string
  size: number
  sha256: string
  mediaType: string
}

/** Said before anybody chooses a file; the API tells kinds by content, not by name. */
export const ACCEPTED_FILES = 'PDF、PNG、JPEG、DOCX、XLSX'
export const ACCEPTED_ENDINGS = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx'
export const FILE_LIMIT_BYTES = 20 * 1024 * 1024

/** Why a chosen file need not be sent; empty when it may be tried. */
export function whyNotSent(file: { name: string; size: number }, pdf = false): string {
  if (pdf && !/\.pdf$/i.test(file.name)) return `“${file.name}”不是 PDF`
  if (file.size === 0) return `“${file.name}”是空文件`
  return file.size > FILE_LIMIT_BYTES
    ? `“${file.name}”超过 ${fileSize(FILE_LIMIT_BYTES)}，请压缩或分开上传`
    : ''
}

/** Sends a file; `progress` hears of it as a fraction. XMLHttpRequest, because fetch tells nothing of what it sends. */
export async function upload<T = StoredFile>(
  file: File,
  progress: (fraction: number) => void,
  signal?: AbortSignal,
  path = '/api/files',
): Promise<T> {
  const form = () => {
    const data = new FormData()
    data.append('file', file)
    return data
  }
  const key = newKey()
  try {
    return await sendOnce<T>(path, form(), key, progress, signal)
  } catch (error) {
    if (!(error instanceof Refused) || !(await mended(path, error.problem))) throw error
    return sendOnce<T>(path, form(), key, progress, signal)
  }
}

function sendOnce<T>(
  path: string,
  data: FormData,
  key: string,
  progress: (fraction: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((stored, failed) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    for (const [name, value] of Object.entries(proofHeaders()))
      request.setRequestHeader(name, value)
    request.setRequestHeader('Accept', 'application/json')
    request.setRequestHeader('Idempotency-Key', key)
    request.upload.onprogress = (e) => e.lengthComputable && progress(e.loaded / e.total)
    request.onerror = () => failed(new Refused(LOST))
    request.onabort = () => failed(new DOMException('cancelled', 'AbortError'))
    request.onload = () => {
      const answer = read(request.responseText)
      if (request.status < 300) return stored(answer as T)
      const problem = answer && 'title' in answer ? (answer as Problem) : BROKEN
      failed(new Refused({ ...problem, status: request.status }))
    }
    signal?.addEventListener('abort', () => request.abort())
    request.send(data)
  })
}

function read(text: string): object | null {
  try {
    return JSON.parse(text) as object
  } catch {
    return null
  }
}

const LOST: Problem = {
  type: 'about:network',
  title: '上传中断',
  status: 0,
  detail: '请检查网络后重新选择文件，已填写的内容不会丢失。',
}

const BROKEN: Problem = {
  type: 'about:blank',
  title: '上传没有成功',
  status: 0,
  detail: '请重试。',
}
