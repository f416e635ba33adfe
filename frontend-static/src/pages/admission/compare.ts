/** An entry of a list against the list that was admitted before. */
export interface Compared<T> {
  entry: T
  state: 'same' | 'added' | 'removed'
}

/**
 * What is new, what is gone and what stayed; a changed entry is one gone and one new. Where nothing was admitted
 * before, nothing is marked.
 */
export function comparedLists<T>(now: T[], before: T[] | undefined): Compared<T>[] {
  if (!before) return now.map((entry) => ({ entry, state: 'same' }))
  const left = before.map(keyOf)
  const compared = now.map((entry): Compared<T> => {
    const at = left.indexOf(keyOf(entry))
    if (at >= 0) left[at] = ''
    return { entry, state: at >= 0 ? 'same' : 'added' }
  })
  const gone = before.filter((_, i) => left[i] !== '')
  return [...compared, ...gone.map((entry): Compared<T> => ({ entry, state: 'removed' }))]
}

/** The same things in the same places, whatever the order of the members and whatever is merely missing. */
function keyOf(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return JSON.stringify(entry)
  const members = Object.entries(entry).filter(([, v]) => v !== null && v !== undefined)
  return JSON.stringify(members.sort(([a], [b]) => (a < b ? -1 : 1)))
}
