import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SELLER } from '../fixture/pricing'
import { clearRatings, MEASURE } from '../fixture/rating'
import { violations, WIDTHS } from './chromium'
import { enterAs, openPage, openSite, owes, sent, type Site } from './site'

/** Ratings and measures: for the agencies, for who decides and for everybody. */
const PAGES: [label: string, who: string, path: string][] = [
  ['ratings', '', '/ratings'],
  ['rating-card', '', `/ratings/${SELLER}`],
  ['rating-card-earlier', '', `/ratings/${SELLER}?year=2024`],
  ['rating-missing', '', '/ratings/91430000DEM000099X'],
  ['rating-runs', 'operator', '/workbench/ratings'],
  ['rating-own', 'shichang', '/workbench/ratings'],
  ['rating-run', 'jianguan', '/workbench/ratings/2025/2'],
  ['measures', 'operator', '/workbench/measures'],
  ['measure', 'shichang', `/workbench/measures/${MEASURE}`],
  ['measure-register', '', '/measures'],
]

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(() => clearRatings())

const enter = (who: string, width: number, height?: number) => enterAs(site, who, width, height)

describe.each(WIDTHS)('at the $name', ({ name, width, height }) => {
  let context: BrowserContext
  afterEach(() => context.close())

  it.each(PAGES)('the page %s is accessible and fits', async (label, who, path) => {
    context = await enter(who, width, height)
    await owes(site, context, path, `cp-${label}-${name}`)
  })
})

describe('at work', () => {
  let context: BrowserContext
  let page: Page
  const begin = async (who: string, path: string) => {
    context = await enter(who, 1440)
    page = await openPage(site, context, path)
  }
  const sure = () => page.click('dialog[open] button[type=submit]')
  afterEach(() => context.close())

  it('a year that is not over is not rated', async () => {
    await begin('operator', '/workbench/ratings')
    await page.fill('#f-year', '2026')
    await page.click('form.form button[type=submit]')
    await page.waitForSelector('#f-year-error')
    await page.fill('#f-year', '2025')
    const body = await sent(page, '/api/rating-runs', () =>
      page.click('form.form button[type=submit]'),
    )
    expect(body).toEqual({ year: 2025, formulaVersion: null })
    await page.waitForSelector('.done:has-text("已开始计算")')
  })

  it('an agency appeals what it was given, and a regulator decides', async () => {
    await begin('shichang', '/workbench/ratings')
    // one year was appealed against before, the other may be, until the day that stands beside
    const last = page.locator('section:has(> #w-own-2025)')
    expect(await last.textContent()).toContain('等待运行机构或监管部门处理')
    expect(await last.locator('button:text-is("申诉")').count()).toBe(0)
    const open = page.locator('section:has(> #w-own-2024)')
    expect(await open.textContent()).toContain('申诉到 2025-01-19（含）')
    await open.locator('.step > button:text-is("申诉")').click()
    await page.fill('#f-text', '第三份合同的交付日已由补充协议延期，应为按期。')
    const body = await sent(page, '/rating-runs/2024/1/appeals', sure)
    expect(body).toEqual({ text: '第三份合同的交付日已由补充协议延期，应为按期。' })
    await page.waitForSelector('.done:has-text("已对 2024 年度申诉")')
    await page.waitForSelector('section:has(> #w-own-2024):has-text("不能再次申诉")')
    await context.close()
    await begin('jianguan', '/workbench/ratings/2025/2')
    await page.click('button:has-text("处理申诉")')
    await page.selectOption('#f-decision', 'upheld')
    await page.fill('#f-reason', '经核实，补充协议有效')
    expect(await sent(page, '/decisions', sure)).toEqual({
      decision: 'upheld',
      reason: '经核实，补充协议有效',
    })
    await context.close()
    await begin('shichang', '/workbench/ratings')
    await page.waitForSelector(
      'section:has(> #w-own-2025):has-text("申诉成立：经核实，补充协议有效")',
    )
  })

  it('the list of ratings is of the last year that has any, and an empty one leads to the others', async () => {
    context = await enter('', 1440)
    page = await context.newPage()
    await page.route('**/api/rating-runs?*', async (route) => {
      const answer = await (await route.fetch()).json()
      const none = { ...answer.items[0], year: 2026, version: 1, agencies: 0, place: 'none' }
      await route.fulfill({ json: { ...answer, items: [none, ...answer.items] } })
    })
    const [asked] = await Promise.all([
      page.waitForRequest((r) => r.url().includes('/api/ratings?')),
      page.goto(`${site.url}/ratings`),
    ])
    expect(new URL(asked.url()).searchParams.get('year')).toBe('2025')
    await page.waitForSelector('form.bar option:text-is("2025 年（最近）")', { state: 'attached' })
    expect(await page.locator('form.bar p:has-text("年度") option').allTextContents()).toEqual([
      '2025 年（最近）',
      '2026 年',
      '2024 年',
    ])
    await page.route('**/api/ratings?*', (route) =>
      route.fulfill({ json: { items: [], total: 0, nextCursor: null } }),
    )
    await page.selectOption('form.bar p:has-text("年度") select', '2026')
    await page.waitForSelector('text=2026 年度没有测评结果')
    await page.unroute('**/api/ratings?*')
    await page.click('.others a:has-text("2025 年度（60 家）")')
    await page.waitForSelector('table.paged')
  })

  it('the code of an agency is one line, and its name says whether it is the one', async () => {
    await begin('jianguan', '/workbench/measures')
    expect(await page.textContent('main')).toContain('然后由运行机构决定')
    await page.click('button:has-text("告知拟作出的处置")')
    await page.fill('input#f-uscc', ` ${SELLER.toLowerCase()} `)
    await page.waitForSelector('dialog[open] [role=status]:has-text("凤鸣")')
    await sure()
    await page.waitForSelector('#f-ground-error:has-text("事由")')
    expect(await page.textContent('label[for=f-ground]')).toBe('事由')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-ground', '收费投诉成立，拒不退还。')
    const body = await sent(page, '/api/measures', sure)
    expect(body).toEqual({ uscc: SELLER, kind: 'reminder', ground: '收费投诉成立，拒不退还。' })
  })

  it('a regulator reads who decides a measure, and from when', async () => {
    await begin('jianguan', `/workbench/measures/${MEASURE}`)
    await page.waitForSelector(
      'text=由运行机构决定：收到陈述申辩之后，或者 2026-01-27（含）期满之后',
    )
  })

  it('a measure is answered by the agency and decided by the operator', async () => {
    await begin('shichang', `/workbench/measures/${MEASURE}`)
    await page.click('button:text-is("陈述申辩")')
    await page.fill('#f-text', '已经退还全部费用，并公布了新的价格。')
    await sent(page, '/statements', sure)
    await page.waitForSelector('.done:has-text("已陈述申辩")')
    await context.close()
    await begin('operator', `/workbench/measures/${MEASURE}`)
    await page.click('button:has-text("作出决定")')
    await page.selectOption('#f-kind', 'suspension')
    await page.selectOption('#f-months', '6')
    await page.click('.panel button[type=submit]')
    await page.waitForSelector('#f-reason-error')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-reason', '情节较重，应予暂停')
    const body = await sent(page, '/decisions', () => page.click('.panel button[type=submit]'))
    expect(body).toMatchObject({ decision: 'confirm', kind: 'suspension', months: 6, years: null })
  })

  it('the working says which contract was late, and what was deducted', async () => {
    await begin('', `/ratings/${SELLER}`)
    const text = (await page.textContent('main'))!
    expect(text).toContain('83.67')
    expect(text).toContain('▲ 没有按期')
    expect(text).toContain('扣 3 分')
    expect(text).toContain('未评价')
    expect(text).toContain('同类平均 4.13 星（精确值 512/124）')
  })
})
