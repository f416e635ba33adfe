import type { Problem } from './problem'

/** What the API refused, or what kept us from reaching it; always carries a problem that can be shown. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title)
  }
}

/** One value or several; nothing is sent for undefined and for the empty text. */
export type Query = Record<string, string | number | string[] | undefined>

const PATIENCE_MS = 20_000

/** Writes a query string; several values become repeated parameters. */
export function queryString(query: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== '') parameters.append(name, String(one))
    }
  }
  const text = parameters.toString()
  return text ? `?${text}` : ''
}

export function getJson<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  return call<T>(path + queryString(query), { headers: { Accept: 'application/json' } }, signal)
}

export function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' }
  return call<T>(path, { method: 'POST', headers, body: JSON.stringify(body) }, signal)
}

/** Whether the caller gave up: nothing to show then. */
export function wasCancelled(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}

/** The problem to show for whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) return error.problem
  return { type: 'about:blank', title: '页面出错了', status: 0, detail: '请刷新页面重试。' }
}

async function call<T>(url: string, init: RequestInit, signal?: AbortSignal): Promise<T> {
  const patience = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    patience.abort()
  }, PATIENCE_MS)
  const giveUp = () => patience.abort()
  if (signal?.aborted) giveUp()
  signal?.addEventListener('abort', giveUp)
  try {
    const response = await fetch(url, { ...init, signal: patience.signal })
    if (!response.ok) throw new Refused(await problemFrom(response))
    return (await response.json()) as T
  } catch (error) {
    if (error instanceof Refused) throw error
    if (wasCancelled(error) && !late) throw error
    throw new Refused(late ? SLOW : UNREACHABLE)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}

async function problemFrom(response: Response): Promise<Problem> {
  const type = response.headers.get('content-type') ?? ''
  if (type.includes('json')) {
    const body: unknown = await response.json().catch(() => null)
    if (body && typeof body === 'object' && 'title' in body) {
      return { ...(body as Problem), status: response.status }
    }
  }
  return response.status === 404
    ? { type: '/problems/not-found', title: '未找到', status: 404 }
    : {
        type: 'about:blank',
        title: '服务暂时不可用',
        status: response.status,
        detail: '请稍后重试。',
      }
}

const UNREACHABLE: Problem = {
  type: 'about:network',
  title: '连不上服务器',
  status: 0,
  detail: '请检查网络后重试，已填写的内容不会丢失。',
}

const SLOW: Problem = {
  type: 'about:timeout',
  title: '等待超时',
  status: 0,
  detail: '服务器 20 秒内没有答复，请稍后重试。',
}
