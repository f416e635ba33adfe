/** Whether a text holds every word that was typed, however it was typed; nothing typed is held by every text. */
export function holds(text: string, typed: string): boolean {
  const plain = (s: string) => s.normalize('NFKC').toLowerCase()
  const within = plain(text)
  return plain(typed)
    .split(/\s+/)
    .every((word) => within.includes(word))
}
