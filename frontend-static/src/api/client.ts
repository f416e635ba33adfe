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

export async function getJson<T>(
  path: string,
  query: Query = {},
  signal?: AbortSignal,
): Promise<T> {
  return (await ask<T>('GET', path + queryString(query), undefined, { signal })).body
}

export async function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return (await ask<T>('POST', path, body, { signal })).body
}

/** What came back, and the version to send along with an edit of it. */
export interface Answer<T> {
  body: T
  etag: string | null
}

export interface Sending {
  ifMatch?: string | null
  /** the same key for the same intention: a repeated click or a lost answer creates nothing twice */
  idempotencyKey?: string
  /** of a complaint or a lead, for who asks without signing in */
  queryToken?: string
  signal?: AbortSignal | undefined
}

/** A fresh key for one intention; also where the page came without TLS and `randomUUID` is not to be had. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** Asks anything of the API; `body` is null where the answer has none. */
export async function ask<T>(
  method: string,
  path: string,
  content?: unknown,
  sending: Sending = {},
): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (content !== undefined) headers['Content-Type'] = 'application/json'
  if (sending.ifMatch) headers['If-Match'] = sending.ifMatch
  if (sending.queryToken) headers['Query-Token'] = sending.queryToken
  if (sending.idempotencyKey) headers['Idempotency-Key'] = sending.idempotencyKey
  const init: RequestInit = { method, headers }
  if (content !== undefined) init.body = JSON.stringify(content)
  const response = await call(path, init, sending.signal)
  const text = response.status === 204 ? '' : await response.text()
  return { body: (text ? JSON.parse(text) : null) as T, etag: response.headers.get('etag') }
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

// Browsers send the session's cookie by themselves; this is what only our own pages know.
let proof: string | null = null
let signInAgain: (() => Promise<boolean>) | null = null

/** Unsafe requests carry this from now on; null when nobody is signed in. */
export function proveWith(csrfToken: string | null): void {
  proof = csrfToken
}

/** Whom to ask when the API says that nobody is signed in any more: true when somebody is again. */
export function onSignedOut(ask: (() => Promise<boolean>) | null): void {
  signInAgain = ask
}

/** The headers that prove where an unsafe request comes from. */
export function proofHeaders(): Record<string, string> {
  return proof ? { 'X-CSRF-Token': proof } : {}
}

/** Mends what a refusal complains of; true when the request is worth repeating. */
export async function mended(url: string, problem: Problem): Promise<boolean> {
  if (problem.status === 403 && problem.type.endsWith('/csrf')) {
    const answer = await fetch('/api/session', { headers: { Accept: 'application/json' } })
    const { csrfToken } = (await answer.json()) as { csrfToken: string | null }
    proveWith(csrfToken)
    return csrfToken !== null
  }
  // a wrong password is an answer, not the end of the session
  const ended = problem.status === 401 && !problem.type.endsWith('/credentials-refused')
  const theirs = ended && !url.startsWith('/api/session')
  return theirs && signInAgain !== null && signInAgain()
}

async function call(url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const response = await attempt(url, init, signal)
  if (response.ok) return response
  const problem = await problemFrom(response)
  if (!(await mended(url, problem))) throw new Refused(problem)
  const second = await attempt(url, init, signal)
  if (!second.ok) throw new Refused(await problemFrom(second))
  return second
}

async function attempt(url: string, init: RequestInit, signal?: AbortSignal): Promise<Response> {
  const patience = new AbortController()
  let late = false
  const timer = setTimeout(() => {
    late = true
    patience.abort()
  }, PATIENCE_MS)
  const giveUp = () => patience.abort()
  if (signal?.aborted) giveUp()
  signal?.addEventListener('abort', giveUp)
  const safe = init.method === 'GET'
  const headers = safe ? init.headers! : { ...init.headers, ...proofHeaders() }
  try {
    const response = await fetch(url, { ...init, headers, signal: patience.signal })
    // the whole of it, while there is patience
    const body = response.status === 204 ? null : await response.arrayBuffer()
    return new Response(body, { status: response.status, headers: response.headers })
  } catch (error) {
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
