import type { Browser, Page } from 'playwright-core'
import type { Market } from './market'

/** What the tests play on: one market and one browser. */
export interface Stage {
  market: Market
  browser: Browser
  /** a fresh visitor at a desk, or on a screen of another width, who may talk to the market alone */
  visit: (path: string, width?: number) => Promise<Page>
  /** the notice that a story has let be awarded, to the agency ag-003 */
  awarded?: string
}
