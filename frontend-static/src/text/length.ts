/** What is said of the length of a text: nothing while there is plenty of room. */
export interface LengthNote {
  text: string
  /** by how many characters it is too long; 0 while it is not */
  over: number
}

const NEAR = 0.9

/** Counts as the API counts: characters, without the space around them. */
export function lengthNote(typed: string, most: number): LengthNote {
  const length = [...typed.trim()].length
  const over = Math.max(0, length - most)
  if (over) return { text: `${length} / ${most} 字，超出 ${over} 字，请删减`, over }
  return { text: length >= most * NEAR ? `${length} / ${most} 字` : '', over }
}
