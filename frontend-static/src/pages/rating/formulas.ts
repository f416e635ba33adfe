import { getJson } from '../../api/client'
import { useResource } from '../../api/resource'
import type { ListedRun, Page, RatingFormulas } from '../../api/types'

/** All versions of the formula, the last first, and the ratings that they were used for. */
export function useFormulas() {
  return useResource(
    () => 'formulas',
    async (_, signal) => {
      const [formulas, runs] = await Promise.all([
        getJson<RatingFormulas>('/api/rating-formulas', {}, signal),
        getJson<Page<ListedRun>>('/api/rating-runs', { limit: 100 }, signal),
      ])
      return { formulas: formulas.items, runs: runs.items }
    },
  )
}
