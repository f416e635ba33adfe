/** A vocabulary as the options of a select. */
export function choicesOf(vocabulary: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(vocabulary).map(([value, label]) => ({ value, label }))
}
