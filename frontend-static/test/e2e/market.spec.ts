import { afterAll, beforeAll, describe, vi } from 'vitest'
import { openBrowser } from '../browser/chromium'
import { admission } from './admission'
import { award } from './award'
import type { Cast } from './cast'
import { contract } from './contract'
import { delivery } from './delivery'
import { failures } from './failures'
import { openMarket } from './market'
import { operator } from './operator'
import { pages } from './pages'
import { people } from './people'
import { prices } from './prices'
import { purchase } from './purchase'
import type { Stage } from './stage'
import { story } from './story'
import { watch } from './watch'

/** One market and one browser for all; the order matters, for what breaks things comes last. */
const stage = {} as Stage
const foreign: string[] = []
const cast = {} as Cast

beforeAll(async () => {
  ;[stage.market, stage.browser] = await Promise.all([openMarket(), openBrowser()])
  stage.visit = async (path, width = 1440) => {
    const page = await stage.browser.newPage({
      viewport: { width, height: width > 500 ? 900 : 844 },
      reducedMotion: 'reduce',
    })
    page.on('request', (request) => {
      const url = request.url()
      if (!url.startsWith(stage.market.url) && !url.startsWith('data:')) foreign.push(url)
    })
    page.on('pageerror', (error) => foreign.push(error.message))
    await page.goto(stage.market.url + path)
    return page
  }
  // what was just published is fed to the index in the background
  await vi.waitUntil(indexed, { timeout: 60_000, interval: 500 })
})

async function indexed(): Promise<boolean> {
  const found = await fetch(`${stage.market.url}/api/search?q=hp&limit=1`)
  const { total, degraded } = (await found.json()) as { total: number; degraded: boolean }
  return total > 0 && !degraded
}

afterAll(async () => {
  await stage.browser?.close()
  await stage.market?.close()
})

describe('from permit to lawful price', () => story(stage, foreign))
describe('every page', () => pages(stage))
describe('the operator', () => operator(stage))
describe('an agency joins', () => admission(stage, cast))
describe('an agency publishes', () => prices(stage, cast))
describe('who acts for whom', () => people(stage))
describe('an agency is watched', () => watch(stage, cast))
describe('an owner purchases', () => purchase(stage))
describe('a request is awarded', () => award(stage))
describe('an award is contracted and paid', () => contract(stage))
describe('a contract is fulfilled and evaluated', () => delivery(stage))
describe('when something breaks', () => failures(stage))
