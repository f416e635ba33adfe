import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, settled } from '../browser/chromium'
import { openMarket, type Market } from '../e2e/market'

/** The README's pictures, taken of the real thing: `npm run screenshots`. */
const FOLDER = '../ops/screenshots'
let market: Market
let browser: Browser
beforeAll(async () => {
  ;[market, browser] = await Promise.all([openMarket(), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await market?.close()
})

it.each([
  { name: 'search', path: '/search?q=huanping', height: 900, from: null },
  { name: 'item', path: '/items/S-HJ-001?base=5000', height: 1380, from: '#price' },
])('takes $name.png', async ({ name, path, height, from }) => {
  const page = await browser.newPage({
    viewport: { width: 1440, height },
    reducedMotion: 'reduce',
  })
  await page.goto(market.url + path)
  await settled(page)
  if (from) {
    await page.waitForSelector('.plot .own')
    await page.locator(from).evaluate((e) => e.scrollIntoView())
  }
  const picture = await page.screenshot({ path: `${FOLDER}/${name}.png` })
  expect(picture.length).toBeLessThan(300_000)
  await page.close()
})
