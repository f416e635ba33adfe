/** The four dimensions of an evaluation, in the API's words and in people's. */
export const DIMENSIONS = [
  ['quality', '服务质量'],
  ['timeliness', '服务时效'],
  ['attitude', '服务态度'],
  ['charging', '服务收费'],
] as const

export type Dimension = (typeof DIMENSIONS)[number][0]

/** What each number of stars means, so that 3 is not the worst that one gives. */
export const STAR_WORDS = ['很差', '较差', '一般', '较好', '很好'] as const

/** Stars as they are printed: whole ones, always five marks. */
export function marks(stars: number): string {
  const whole = Math.max(0, Math.min(5, Math.round(stars)))
  return '★'.repeat(whole) + '☆'.repeat(5 - whole)
}
