/** A stretch of text, matched by the query or not. */
export interface Stretch {
  readonly text: string
  readonly hit: boolean
}

/**
 * Splits a highlighted text of the search API into stretches. Only a well-formed pair of em tags means anything;
 * every other character, a stray tag among them, is text. The page renders text nodes, never HTML, so nothing
 * that stands in the catalogue can become markup.
 */
export function stretches(highlighted: string): Stretch[] {
  const parts: Stretch[] = []
  const pairs = /<em>([\s\S]*?)<\/em>/g
  let end = 0
  for (const match of highlighted.matchAll(pairs)) {
    if (match.index > end) parts.push({ text: highlighted.slice(end, match.index), hit: false })
    if (match[1]) parts.push({ text: match[1], hit: true })
    end = match.index + match[0].length
  }
  if (end < highlighted.length) parts.push({ text: highlighted.slice(end), hit: false })
  return parts
}
