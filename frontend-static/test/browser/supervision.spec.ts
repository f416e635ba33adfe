import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SELLER } from '../fixture/pricing'
import { clearSupervision, OUTSIDER } from '../fixture/supervision'
import { settled, WIDTHS } from './chromium'
import { enterAs, openPage, openSite, owes, postsOf, sent, type Site } from './site'

/** What supervision finds of an agency: for everybody, for regulators and for the operator. */
const work = (uscc = SELLER) => `/workbench/supervision/${uscc}`
const PAGES: [label: string, who: string, path: string][] = [
  ['agency', '', `/agencies/${SELLER}`],
  ['agency-nothing', '', `/agencies/${OUTSIDER}`],
  ['choose', 'jianguan', '/workbench/supervision'],
  ['choose-none', 'jianguan', '/workbench/supervision?q=没有这家机构'],
  ['work-regulator', 'jianguan', work()],
  ['work-operator', 'operator', work()],
  ['work-missing', 'jianguan', work('91430000XXXX00014T')],
  ['work-forbidden', 'qiye', work()],
]

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(() => clearSupervision())

describe.each(WIDTHS)('at the $name', ({ name, width, height }) => {
  let context: BrowserContext
  afterEach(() => context.close())

  it.each(PAGES)('the page %s is accessible and fits', async (label, who, path) => {
    context = await enterAs(site, who, width, height)
    await owes(site, context, path, `sv-${label}-${name}`)
  })

  // forms and questions, some with something wrong in them
  it('a result that is refused is accessible and fits', async () => {
    context = await enterAs(site, 'jianguan', width, height)
    await owes(site, context, work(), `sv-form-result-${name}`, async (page) => {
      await page.click('button:has-text("登记监督检查结果")')
      await page.fill('#f-year', '2024')
      await page.fill('#f-score', '101')
      await page.click('.panel button[type=submit]')
      await page.waitForSelector('.panel [role=alert]')
    })
  })

  it('a result that corrects another is accessible and fits', async () => {
    context = await enterAs(site, 'jianguan', width, height)
    await owes(site, context, work(), `sv-form-correction-${name}`, async (page) => {
      await page.click('button:has-text("登记监督检查结果")')
      await page.fill('#f-year', '2025')
      await page.fill('#f-score', '88')
      await page.waitForSelector('.panel .sum')
    })
  })

  it('the question before an annulment is accessible and fits', async () => {
    context = await enterAs(site, 'jianguan', width, height)
    await owes(site, context, work(), `sv-form-annulment-${name}`, async (page) => {
      await page.click('button:has-text("撤销「价格违规」的认定")')
      await page.click('dialog[open] button[type=submit]')
      await page.waitForSelector('#f-reason-error')
    })
  })
})

describe('at work', () => {
  let context: BrowserContext
  let page: Page
  const begin = async (who: string, path: string) => {
    context = await enterAs(site, who, 1440)
    page = await openPage(site, context, path)
  }
  const sure = () => page.click('dialog[open] button[type=submit]')
  const focused = () => page.evaluate(() => document.activeElement?.id)
  afterEach(() => context.close())

  it('a regulator finds an agency by name, and leads from the menu', async () => {
    await begin('jianguan', '/workbench')
    await page.click('#bench-nav a:has-text("监督检查")')
    await settled(page)
    await page.fill('#find', '凤鸣')
    await page.click('form.find button')
    await page.waitForURL(/q=/)
    await page.click('main a:has-text("凤鸣")')
    await page.waitForURL(/supervision\/\w{18}$/)
    await page.waitForSelector('button:has-text("登记监督检查结果")')
  })

  it('a result says what it counts for and what it corrects, and the one before stays', async () => {
    await begin('jianguan', work())
    await page.click('button:has-text("登记监督检查结果")')
    expect(await focused()).toBe('f-year')
    await page.fill('#f-year', '2025')
    await page.fill('#f-score', '90')
    await page.waitForSelector('.sum:has-text("90 分在该年度的测评中计 18.00 分，满分 20 分")')
    expect(await page.textContent('.panel')).toContain('2025 年度已登记 84 分；这一次是更正')
    await page.fill('#f-ground', '第三次复查，全部整改。')
    const body = await sent(page, '/supervision-results', () =>
      page.click('.panel button[type=submit]'),
    )
    expect(body).toEqual({ year: 2025, score: 90, ground: '第三次复查，全部整改。' })
    await page.waitForSelector('.done:has-text("已登记 2025 年度监督检查 90 分")')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('done')
    await page.waitForSelector('tr:has-text("84 分"):has-text("已被更正，不计入")')
  })

  it('a result without points, of a year to come or without a ground is not even sent', async () => {
    await begin('jianguan', work())
    await page.click('button:has-text("登记监督检查结果")')
    const asked = postsOf(page)
    await page.fill('#f-year', '2099')
    await page.fill('#f-score', '89.5')
    await page.click('.panel button[type=submit]')
    await page.waitForSelector('#f-ground-error:has-text("请填写依据")')
    expect(await page.textContent('#f-year-error')).toMatch(/年度应为 2000 至 20\d\d/)
    expect(await page.textContent('#f-score-error')).toContain('0 至 100 的整数')
    await page.click('.panel [role=alert] a >> nth=1')
    expect(await focused()).toBe('f-score')
    expect(asked).toEqual([])
  })

  it('an agency of another region is refused in words that say who may', async () => {
    await begin('jianguan', '/workbench')
    await page.route(`**/api/agencies/${OUTSIDER}`, async (route) => {
      const agency = (await (await route.fetch()).json()) as object
      return route.fulfill({ json: { ...agency, regionCode: '430100', regions: [] } })
    })
    await page.goto(site.url + work(OUTSIDER))
    await page.waitForSelector('[role=note]:has-text("本部门不能登记检查结果或撤销认定")')
    await page.click('button:has-text("登记监督检查结果")')
    await page.fill('#f-score', '80')
    await page.fill('#f-ground', '年度检查')
    await page.click('.panel button[type=submit]')
    await page.waitForSelector('.problem:has-text("请由所在区域的监管部门办理")')
  })

  it('the operator records nothing, but annuls a finding with a reason that everybody reads', async () => {
    await begin('operator', work())
    expect(await page.locator('button:has-text("登记监督检查结果")').count()).toBe(0)
    await page.click('button:has-text("撤销「价格违规」的认定")')
    await sure()
    await page.waitForSelector('#f-reason-error')
    await page.fill('#f-reason', '发票已查到，不属合同之外收费。')
    const body = await sent(page, '/annulments', sure)
    expect(body).toEqual({ reason: '发票已查到，不属合同之外收费。' })
    await page.waitForSelector('.done:has-text("已撤销认定")')
    await page.goto(`${site.url}/agencies/${SELLER}`)
    await settled(page)
    const row = page.locator('li:has-text("发票已查到")')
    expect(await row.textContent()).toContain('价格违规（已撤销）')
    expect(await row.textContent()).toContain('以后的测评不再计入')
  })

  it('a finding that was annulled is shown, and cannot be annulled again', async () => {
    await begin('jianguan', work())
    expect(await page.locator('li:has-text("弄虚作假（已撤销）")').count()).toBe(1)
    expect(await page.locator('button:has-text("弄虚作假")').count()).toBe(0)
  })

  it('a long list grows on the page of the agency', async () => {
    await begin('', '/agencies')
    await page.route(/supervision-results/, (route) => {
      const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
      const items = Array.from({ length: 10 }, (_, i) => ({
        year: 2025 - from - i,
        resultNo: 1,
        score: 90,
        ground: '年度检查',
        counts: true,
        at: '2026-01-05T02:00:00Z',
        place: String(from + i),
      }))
      return route.fulfill({ json: { items, total: 20, nextCursor: from ? null : '10' } })
    })
    await page.goto(`${site.url}/agencies/${SELLER}`)
    await page.click('section:has(#results-title) button:has-text("加载更多")')
    await page.waitForSelector('td:has-text("2006 年度")')
    expect(await page.locator('section:has(#results-title) tbody tr').count()).toBe(20)
  })

  it('results that cannot be read leave the rest of the page, and a way to ask again', async () => {
    await begin('', '/agencies')
    let down = true
    await page.route(/supervision-results/, (route) =>
      down ? route.fulfill({ status: 503, body: '' }) : route.continue(),
    )
    await page.goto(`${site.url}/agencies/${SELLER}`)
    await page.waitForSelector('section:has(#results-title) .problem')
    await page.waitForSelector('li:has-text("弄虚作假（已撤销）")')
    down = false
    await page.click('section:has(#results-title) .problem button')
    await page.waitForSelector('td:has-text("2025 年度，第 2 次")')
  })
})
