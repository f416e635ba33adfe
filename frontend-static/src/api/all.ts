import { getJson, type Query } from './client'
import type { Page } from './types'

/** All of a list, page by page; for lists that a person chooses from. */
export async function allOf<T>(path: string, query: Query, signal: AbortSignal): Promise<T[]> {
  const all: T[] = []
  let cursor: string | undefined
  do {
    const page: Page<T> = await getJson(path, { ...query, limit: 100, cursor }, signal)
    all.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return all
}
