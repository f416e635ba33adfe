import { computed, shallowRef } from 'vue'
import { ask, getJson, onSignedOut, proveWith } from './client'

export type Role = 'enterprise' | 'agency' | 'operator' | 'regulator'

/** In which capacity an account may act, and for whom. */
export interface Capacity {
  id: string
  role: Role
  manager: boolean
  organisation: { id: string; name: string; uscc: string | null; kind: string } | null
  department: { code: string; name: string } | null
  region: { code: string; name: string } | null
}

/** Who is signed in; `account` is null when nobody is. */
export interface SessionView {
  account: { id: string; username: string; displayName: string } | null
  capacity: Capacity | null
  capacities: Capacity[]
  csrfToken: string | null
  signIn: { password: boolean; oidc: { id: string; name: string }[] }
  expiresAt: string | null
}

export const ROLES: Record<Role, string> = {
  enterprise: '项目业主',
  agency: '中介机构',
  operator: '运行机构',
  regulator: '监管部门',
}

const KNOWN = 'mingjia.signed-in'

/** What is known of the session; null until it was asked for. */
export const session = shallowRef<SessionView | null>(null)
export const account = computed(() => session.value?.account ?? null)
export const capacity = computed(() => session.value?.capacity ?? null)

/** Raised while a request waits for somebody to sign in again; settles that request. */
export const waiting = shallowRef<((signedIn: boolean) => void) | null>(null)

let asked: Promise<SessionView> | null = null

/** Asks who is signed in, once; `fresh` asks again. */
export function loadSession(fresh = false): Promise<SessionView> {
  if (session.value && !fresh) return Promise.resolve(session.value)
  asked ??= getJson<SessionView>('/api/session')
    .then(take)
    .finally(() => (asked = null))
  return asked
}

/** Whether this browser was signed in when it was last here: others need not be asked about. */
export function wasSignedIn(): boolean {
  try {
    return localStorage.getItem(KNOWN) !== null
  } catch {
    return false
  }
}

export async function signIn(username: string, password: string): Promise<SessionView> {
  return take((await ask<SessionView>('POST', '/api/session', { username, password })).body)
}

export async function register(registration: object): Promise<SessionView> {
  return take((await ask<SessionView>('POST', '/api/registrations', registration)).body)
}

export async function signOut(): Promise<void> {
  await ask('DELETE', '/api/session')
  forget()
}

/** Acts in another capacity from now on. */
export async function actAs(capacityId: string): Promise<SessionView> {
  return take((await ask<SessionView>('PUT', '/api/session/capacity', { capacityId })).body)
}

/** Nobody is signed in any more, as far as this page knows. */
export function forget(): void {
  session.value = null
  proveWith(null)
  mark(null)
}

/** Lets a request that was refused wait until the same person has signed in again, so that nothing typed is lost. */
export function keepSignedIn(): () => void {
  onSignedOut(() => {
    const before = waiting.value
    return new Promise((settle) => {
      waiting.value = (signedIn) => {
        before?.(signedIn)
        waiting.value = null
        settle(signedIn)
      }
    })
  })
  return () => {
    waiting.value?.(false)
    onSignedOut(null)
  }
}

/** "湘西某某有限公司" or, for those who act for no organisation, their office. */
export function actingFor(c: Capacity): string {
  return c.organisation?.name ?? c.department?.name ?? '湘西州中介服务超市'
}

function take(view: SessionView): SessionView {
  session.value = view
  proveWith(view.csrfToken)
  mark(view.account && '1')
  return view
}

function mark(signedIn: string | null): void {
  try {
    if (signedIn) localStorage.setItem(KNOWN, signedIn)
    else localStorage.removeItem(KNOWN)
  } catch {
    // a browser that keeps nothing is asked every time
  }
}
