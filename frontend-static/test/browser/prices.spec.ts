import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { clearDesk } from '../fixture/desk'
import { overflow, settled, violations, WIDTHS } from './chromium'
import { openSite, type Site } from './site'

/** An agency at its price list: what it types, what it is told meanwhile, and what it is refused. */
let site: Site
let context: BrowserContext
let page: Page
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
afterEach(() => context.close())

async function begin(path: string, width = 1440, height = 900) {
  clearDesk(true)
  context = await site.browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
  await context.addCookies([{ name: 'fixture', value: 'shichang', url: site.url }])
  page = await context.newPage()
  await page.goto(site.url + path)
  await settled(page)
}

async function editor(width?: number, height?: number) {
  await begin('/workbench/prices', width, height)
  await page.click('button:has-text("公布一个价格")')
  await page.selectOption('#f-itemCode', 'S-HJ-001')
}

async function fine(name: string) {
  if (process.env['SCREENS']) {
    await page.screenshot({ path: `target/screens/${name}.png`, fullPage: true })
  }
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
}

const publish = () => page.click('.typed button[type=submit]')
const focused = () => page.evaluate(() => document.activeElement?.id)

describe.each(WIDTHS)('at the $name', ({ name, width, height }) => {
  it('the list is accessible and fits', async () => {
    await begin('/workbench/prices', width, height)
    await fine(`prices-${name}`)
  })

  it.each(['fixed', 'unit', 'factor', 'tiers', 'formula'])(
    'the form of %s is accessible and fits',
    async (form) => {
      await editor(width, height)
      await page.selectOption('#f-form', form)
      if (form === 'formula') await page.fill('#f-rate', '1.5')
      if (form === 'tiers') await page.click('text=＋ 再加一档')
      await fine(`price-${form}-${name}`)
    },
  )

  it('the import page is accessible and fits, with errors and an attempt opened', async () => {
    await begin('/workbench/prices/import', width, height)
    await choose('item_code,amount\nS-HJ-001,面议')
    await page.click('button:has-text("试导入")')
    await page.waitForSelector('text=文件有错误，未导入')
    await page.click('button:has-text("详情")')
    await page.waitForSelector('.detail td')
    await fine(`price-import-${name}`)
  })

  it('the search filters are accessible and fit', async () => {
    await begin('/search?q=示例&standing=suspended', width, height)
    if (name === 'phone') await page.click('.opener')
    await fine(`search-offered-${name}`)
  })
})

describe('a price', () => {
  it('is told what is wrong at its field while it is typed, and leads there when it is sent', async () => {
    await editor()
    await page.fill('#f-amount', '面议')
    await page.waitForSelector('#f-amount-error >> text=不接受“面议”')
    await page.waitForSelector('text=✕ 还不能公布')
    await publish()
    await page.waitForSelector('[role=alert] a >> text=不接受“面议”')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
    expect(await violations(page)).toEqual([])
    await page.click('[role=alert] a')
    expect(await focused()).toBe('f-amount')
  })

  it('needs an item before anything else', async () => {
    await begin('/workbench/prices')
    await page.click('button:has-text("公布一个价格")')
    expect(await focused()).toBe('f-itemCode')
    await publish()
    await page.click('[role=alert] a:has-text("请选择服务事项")')
    expect(await focused()).toBe('f-itemCode')
  })

  it('goes by keyboard alone, and says what was published', async () => {
    await begin('/workbench/prices')
    await page.focus('button:has-text("公布一个价格")')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#f-itemCode:focus')
    await page.selectOption('#f-itemCode', 'S-HJ-007')
    for (let i = 0; i < 3; i++) await page.keyboard.press('Tab')
    expect(await focused()).toBe('f-amount')
    await page.keyboard.type('70000')
    await page.waitForSelector('text=✓ 可以公布')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.done:focus >> text=已公布：')
    expect(await page.textContent('.done')).toContain('2026-11-30 起执行')
  })

  it('as a multiple stands beside a benchmark that is no ceiling', async () => {
    await editor()
    await page.selectOption('#f-form', 'factor')
    await page.waitForSelector('#f-ruleId option[value=R-EIA-BOOK-2011]', { state: 'attached' })
    await page.selectOption('#f-ruleId', 'R-EIA-BOOK-2011')
    await page.fill('#f-factor', '1.18')
    await page.waitForSelector('.benchmark >> text=不是上限')
    await page.waitForSelector('text=✓ 可以公布')
  })

  it('in tiers names the tier that does not rise, and the next begins where it ends', async () => {
    await editor()
    await page.selectOption('#f-form', 'tiers')
    await page.fill('#f-tier-0-upper', '100')
    await page.fill('#f-tier-0-rate', '1.5')
    await page.click('text=＋ 再加一档')
    expect(await focused()).toBe('f-tier-1-upper')
    expect(await page.textContent('.tiers li:nth-child(2) .head')).toContain('100 万元以上')
    await page.fill('#f-tier-1-upper', '50')
    await page.fill('#f-tier-1-rate', '1.1')
    await page.waitForSelector('#f-tier-1-upper-error >> text=第 2 档的上限应大于 100')
    await publish()
    await page.click('[role=alert] a')
    expect(await focused()).toBe('f-tier-1-upper')
    await page.click('button[aria-label="删除第 2 档"]')
    await page.waitForSelector('text=✓ 可以公布')
    await publish()
    await page.waitForSelector('.done >> text=分 1 档计价')
  })

  it('of a formula reads its amounts at once', async () => {
    await editor()
    await page.selectOption('#f-form', 'formula')
    await page.fill('#f-fixed', '一千')
    await page.waitForSelector('#f-fixed-error >> text=不是金额')
    await page.fill('#f-fixed', '1000')
    await page.waitForSelector('text=✓ 可以公布')
  })

  it('is kept as a draft, opened as it was, and all drafts are published or none', async () => {
    await editor()
    await page.fill('#f-amount', '10.005')
    await page.click('button:has-text("存为草稿")')
    await page.waitForSelector('[role=alert] >> text=至多 2 位小数')
    await page.fill('#f-amount', '10')
    await page.fill('#f-validFrom', '2026-01-01')
    await page.click('button:has-text("存为草稿")')
    await page.waitForSelector('.done >> text=已存为草稿')
    await page.click('text=/公布全部 1 条草稿/')
    await page.waitForSelector('.problem li >> text=价格不溯及既往')
    expect(await violations(page)).toEqual([])
    await page.click('.drafts button:has-text("打开")')
    expect(await page.inputValue('#f-validFrom')).toBe('2026-01-01')
    await page.fill('#f-validFrom', '')
    await page.click('button:has-text("存为草稿")')
    await page.click('text=/公布全部 1 条草稿/')
    await page.waitForSelector('.done >> text=已公布 1 条草稿')
  })

  it('is ended only after one more question, which Escape takes back', async () => {
    await begin('/workbench/prices')
    await page.click('td button:has-text("终止") >> nth=0')
    await page.waitForSelector('dialog[open] #end-on')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog:not([open])', { state: 'attached' })
    await page.click('td button:has-text("终止") >> nth=0')
    await page.click('dialog[open] button[type=submit]')
    await page.waitForSelector('.done:focus >> text=终止')
  })
})

async function choose(text: string) {
  const file = { name: '价格.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.setInputFiles('#i-file', file)
}

describe('a file of prices', () => {
  it('is refused with its rows, kept, and refused again when it is sent again', async () => {
    await begin('/workbench/prices/import')
    expect(await page.isDisabled('button:has-text("试导入")')).toBe(true)
    await choose('item_code,amount\nS-HJ-001,1000\nS-HJ-002,面议')
    await page.click('button:has-text("试导入")')
    await page.waitForSelector('text=文件有错误，未导入')
    expect(await page.locator('main table td').allTextContents()).toEqual([
      '3',
      'amount',
      '“面议”不是金额',
    ])
    expect(await page.isDisabled('button:has-text("正式导入")')).toBe(true)
    await page.click('button:has-text("详情")')
    await page.click('button:has-text("按这份文件重新导入")')
    await page.waitForSelector('text=重做以前的一次')
    expect(await page.locator('section[aria-labelledby=attempts] ol > li').count()).toBe(2)
  })

  it('is tried first and published then', async () => {
    await begin('/workbench/prices/import')
    await choose('item_code,amount\nS-HJ-001,1000')
    await page.click('button:has-text("试导入")')
    await page.waitForSelector('text=试导入没有发现错误。正式导入将：公布 2 条，没有变化 1 条。')
    await page.click('button:has-text("正式导入")')
    await page.waitForSelector('.done >> text=导入完成：公布 2 条')
  })
})

describe('searching among those who offer', () => {
  const total = () => page.textContent('#total [role=status]')

  it('narrows by price in 元, in the URL in 元 too, and Back takes it away', async () => {
    await begin('/search?q=环评')
    const all = await total()
    await page.fill('[aria-label="标价不低于（元）"]', '30000')
    await page.keyboard.press('Tab')
    await page.keyboard.type('80000')
    await page.keyboard.press('Enter')
    await page.waitForURL(/priceFrom=30000&priceTo=80000/)
    await settled(page)
    const prices = await page.locator('.facts strong').allTextContents()
    expect(prices.length).toBeGreaterThan(0)
    for (const text of prices) {
      const yuan = Number(text.replace(/[^\d.]/g, ''))
      expect(yuan).toBeGreaterThanOrEqual(30000)
      expect(yuan).toBeLessThanOrEqual(80000)
    }
    await page.goBack()
    await page.goBack()
    await page.waitForFunction(
      (before) => document.querySelector('#total [role=status]')?.textContent === before,
      all,
    )
  })

  it('says what is wrong with a price, and asks for nothing', async () => {
    await begin('/search?q=环评')
    await page.fill('[aria-label="标价不低于（元）"]', '很多')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert] >> text=请填写金额')
    expect(page.url()).not.toContain('priceFrom')
    await page.fill('[aria-label="标价不低于（元）"]', '900')
    await page.fill('[aria-label="标价不高于（元）"]', '100')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert] >> text=大于')
    expect(page.url()).not.toContain('priceTo')
    expect(await violations(page)).toEqual([])
  })

  it('never shows who may not work, unless one asks for them, and then says so', async () => {
    await begin('/search?q=示例')
    expect(await page.locator('section ol .tag:has-text("暂停执业")').count()).toBe(0)
    await page.selectOption('.offered select', 'suspended')
    await page.waitForURL(/standing=suspended/)
    await settled(page)
    const rows = await page.locator('section ol > li').count()
    expect(rows).toBeGreaterThan(0)
    expect(await page.locator('section ol .tag:has-text("暂停执业")').count()).toBe(rows)
  })
})
