import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { violations } from './chromium'
import { openSite, type Site } from './site'

/** What a person does, by keyboard and by finger, on the built pages. */
let site: Site
let page: Page
let foreign: string[]

beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(async () => {
  foreign = []
  page = await site.browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.on(
    'request',
    (r) => !r.url().startsWith(site.url) && !r.url().startsWith('data:') && foreign.push(r.url()),
  )
})
afterEach(async () => {
  expect(foreign).toEqual([])
  await page.close()
})

async function screen(name: string) {
  if (process.env['SCREENS']) await page.screenshot({ path: `target/screens/${name}.png` })
}

describe('from the first letters to the price', () => {
  it('goes by keyboard alone', async () => {
    await page.goto(site.url)
    await page.waitForSelector('.figures')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox')

    await page.keyboard.type('hp')
    await page.waitForSelector('[role=option]')
    await page.keyboard.press('ArrowDown')
    expect(await page.getAttribute('[role=combobox]', 'aria-activedescendant')).toBe(
      await page.getAttribute('[role=option][aria-selected=true]', 'id'),
    )
    expect(await violations(page)).toEqual([])
    await screen('suggestions')
    await page.keyboard.press('Enter')

    await page.waitForURL('**/items/S-HJ-001')
    await page.focus('#p-base')
    await page.keyboard.type('5000')
    await page.waitForFunction(() =>
      document.querySelector('.amount')?.textContent?.includes('84,705.88'),
    )
    await page.waitForURL('**/items/S-HJ-001?base=5000')
    expect(await page.textContent('.result h3')).toContain('不是法定上限')
  })

  it('says what the page is when it changes', async () => {
    await page.goto(`${site.url}/acts/A-STHJ-001`)
    await page.click('text=环境影响报告书编制')
    await page.waitForFunction(() => document.title.startsWith('环境影响报告书编制'))
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  })

  it('reads the curve with the arrow keys and as a table', async () => {
    await page.goto(`${site.url}/items/S-HJ-001?base=5000`)
    await page.focus('.reader input')
    await page.keyboard.press('ArrowRight')
    expect(await page.textContent('.reader output')).toMatch(/万元时 [\d,.]+ — [\d,.]+ 元/)

    await page.click('.panel details summary')
    expect(await page.textContent('tr.mine')).toContain('56,470.59 — 84,705.88')
    for (const summary of await page.$$('details:not([open]) > summary')) await summary.click()
    expect(await violations(page)).toEqual([])
    await page.check('input[value=linear]')
    await page.waitForSelector('.plot svg')
    await screen('plot-linear')
  })

  it('opens the source behind the mark, and Escape closes it', async () => {
    await page.goto(`${site.url}/items/S-HJ-001`)
    await page.click('.chooser .mark button')
    expect(await page.isVisible('.chooser .why')).toBe(true)
    expect(await page.textContent('.chooser .why')).toContain('置信度')
    expect(await violations(page)).toEqual([])
    await screen('mark-open')
    await page.keyboard.press('Escape')
    expect(await page.isVisible('.chooser .why')).toBe(false)
  })

  it('leads to the field that the API refused', async () => {
    await page.goto(`${site.url}/items/S-ZX-001?base=5000`)
    await page.fill('#p-factors-complexity', '3')
    await page.keyboard.press('Enter')
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
    expect(await violations(page)).toEqual([])
    await screen('refused')
    await page.click('[role=alert] a')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('p-factors-complexity')
  })
})

describe('searching', () => {
  it('keeps several filters in the URL, and Back takes them away', async () => {
    await page.goto(`${site.url}/search?q=环评`)
    await page.check('.column label:has-text("企业付费") input')
    await page.waitForURL(/payer=enterprise/)
    await page.check('.column label:has-text("政府付费") input')
    await page.waitForURL(/payer=enterprise&payer=government/)
    await page.goBack()
    await page.goBack()
    await page.waitForURL((url) => !url.search.includes('payer'))
    expect(await page.isChecked('.column label:has-text("企业付费") input')).toBe(false)
  })

  it('filters in a drawer on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${site.url}/search?q=环评`)
    await page.click('.opener')
    await page.check('dialog label:has-text("政府付费") input')
    await page.waitForURL(/payer=government/)
    expect(await violations(page)).toEqual([])
    await screen('drawer')
    await page.click('dialog >> text=查看结果')
    expect(await page.isVisible('dialog')).toBe(false)
    await page.waitForSelector('text=共 2 项')
  })

  it('loads more by cursor', async () => {
    await page.goto(`${site.url}/search`)
    await page.click('text=加载更多')
    await page.waitForSelector('text=/已显示 40 \\//')
  })
})

describe('the home page', () => {
  it('puts a live change on top', async () => {
    await page.goto(site.url)
    await page.waitForSelector('text=实时更新')
    expect(await page.textContent('section:has(#latest) li:first-child')).toContain(
      '矿产资源储量核实报告编制',
    )
  })

  it('stands without the stream', async () => {
    await page.route('**/api/changes', (route) => route.fulfill({ status: 503 }))
    await page.goto(site.url)
    await page.waitForSelector('text=刷新可见最新')
    expect(await page.locator('section:has(#latest) li').count()).toBe(6)
  })

  it('says so when the API cannot be reached, and tries again', async () => {
    await page.route('**/api/overview', (route) => route.abort())
    await page.goto(site.url)
    await page.waitForSelector('text=连不上服务器')
    await page.unroute('**/api/overview')
    await page.click('button:has-text("重试")')
    await page.waitForSelector('.figures')
  })
})

describe('on paper', () => {
  it('prints the price, its working and nothing to click', async () => {
    await page.goto(`${site.url}/items/S-ZX-011?base=5000`)
    await page.waitForSelector('.amount')
    await page.emulateMedia({ media: 'print' })
    expect(await page.isVisible('.amount')).toBe(true)
    expect(await page.isVisible('.working')).toBe(true)
    expect(await page.isVisible('nav')).toBe(false)
    expect(await page.isVisible('text=打印本页')).toBe(false)
    if (process.env['SCREENS'])
      await page.screenshot({ path: 'target/screens/print.png', fullPage: true })
  })
})
