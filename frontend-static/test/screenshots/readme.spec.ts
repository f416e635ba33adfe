import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, settled } from '../browser/chromium'
import { signIn } from '../e2e/cast'
import { openMarket, type Market } from '../e2e/market'
import { awarded, bid, bidAsTheOthers, publishQuickly } from '../e2e/quick'

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
  {
    name: 'offers',
    path: '/items/S-HJ-001/offers?base=5000&county=433123',
    height: 1100,
    from: null,
  },
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

it('takes price-editor.png', async ({ skip }) => {
  if (!market.agency) return skip()
  const page = await browser.newPage({
    viewport: { width: 1440, height: 1100 },
    reducedMotion: 'reduce',
  })
  await page.goto(`${market.url}/sign-in?next=/workbench/prices`)
  await signIn(page, ...(market.agency.split(':') as [string, string]))
  await page.click('text=公布一个价格')
  await page.selectOption('#f-itemCode', 'S-HJ-001')
  await page.selectOption('#f-form', 'factor')
  await page.waitForSelector('#f-ruleId option[value=R-EIA-BOOK-2011]', { state: 'attached' })
  await page.selectOption('#f-ruleId', 'R-EIA-BOOK-2011')
  await page.fill('#f-factor', '1.16')
  await page.fill('aside #p-base', '5000')
  await page.waitForSelector('.example >> text=81,882.35 元')
  await page.waitForSelector('.benchmark >> text=84,705.88')
  await page.evaluate(() => window.scrollTo(0, 0))
  const picture = await page.screenshot({ path: `${FOLDER}/price-editor.png` })
  expect(picture.length).toBeLessThan(300_000)
  await page.close()
})

it('takes notice.png and verify.png', { timeout: 180_000 }, async ({ skip }) => {
  if (!market.passwordOf) return skip()
  const title = '凤凰县城南公路环境影响报告书编制'
  const number = await publishQuickly(market, title, 60_000)
  const jigou = market.agency!
  await bid(market, number, jigou, 3_000_000)
  await bidAsTheOthers(market, number)
  await awarded(market, number, 120_000)
  for (const [name, path] of [
    ['notice', `/notices/${number}`],
    ['verify', `/notices/${number}/verify`],
  ]) {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 1100 },
      reducedMotion: 'reduce',
    })
    await page.goto(market.url + path)
    await settled(page)
    if (name === 'verify') await page.waitForSelector('text=✓ 通过')
    const picture = await page.screenshot({ path: `${FOLDER}/${name}.png` })
    expect(picture.length).toBeLessThan(300_000)
    await page.close()
  }
})
