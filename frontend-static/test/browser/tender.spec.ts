import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearDesk } from '../fixture/desk'
import { overflow, settled, violations, WIDTHS } from './chromium'
import { enterAs, openSite, type Site } from './site'

/** Purchases: what everybody reads, what an owner writes, what the operator decides. */
const NOTICE = '/notices/CG-433127-20261126-0001'
const PAGES: [label: string, who: string, path: string][] = [
  ['notices', '', '/notices'],
  ['notices-none', '', '/notices?q=没有这份公告'],
  ['notice', '', NOTICE],
  ['notice-agency', 'jigou', NOTICE],
  ['notice-lawful', '', '/notices/CG-433124-20261125-0002'],
  ['notice-cancelled', '', '/notices/CG-433101-20261120-0001'],
  ['notice-missing', '', '/notices/CG-433101-20990101-0001'],
  ['act', '', '/acts/A-STHJ-001'],
  ['requests', 'qiye', '/workbench/requests'],
  ['requests-none', 'qiye', '/workbench/requests?status=awarded'],
  ['request-new', 'qiye', '/workbench/requests/new'],
  ['request-from-act', 'qiye', '/workbench/requests/new?act=A-SLJ-001'],
  ['request-from-item', 'qiye', '/workbench/requests/new?item=S-JD-002'],
  ['wizard-what', 'qiye', '/workbench/requests/r-begun/edit'],
  ['wizard-project', 'qiye', '/workbench/requests/r-begun/edit?step=project'],
  ['wizard-lots', 'qiye', '/workbench/requests/r-whole/edit?step=lots'],
  ['wizard-wanted', 'qiye', '/workbench/requests/r-whole/edit?step=wanted'],
  ['wizard-method', 'qiye', '/workbench/requests/r-whole/edit?step=method'],
  ['wizard-method-early', 'qiye', '/workbench/requests/r-begun/edit?step=method'],
  ['wizard-time', 'qiye', '/workbench/requests/r-whole/edit?step=time'],
  ['wizard-preview', 'qiye', '/workbench/requests/r-whole/edit?step=preview'],
  ['wizard-preview-begun', 'qiye', '/workbench/requests/r-begun/edit?step=preview'],
  ['request', 'qiye', '/workbench/requests/r-published'],
  ['request-in-review', 'qiye', '/workbench/requests/r-review'],
  ['request-missing', 'qiye', '/workbench/requests/r-nobody'],
  ['request-reviews', 'operator', '/workbench/request-reviews'],
  ['request-review', 'operator', '/workbench/request-reviews/r-review'],
  ['tender-terms', 'operator', '/workbench/tender-terms'],
]

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const enter = (who: string, width: number, height?: number) => enterAs(site, who, width, height)

describe.each(WIDTHS)('at the $name', ({ name, width, height }) => {
  it.each(PAGES)('the page %s is accessible and fits', async (label, who, path) => {
    clearDesk(true)
    const context = await enter(who, width, height)
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(site.url + path)
    await settled(page)
    await page.waitForLoadState('networkidle')
    if (process.env['SCREENS']) {
      await page.screenshot({ path: `target/screens/td-${label}-${name}.png`, fullPage: true })
    }

    expect(errors).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await context.close()
  })
})

describe('at work', () => {
  let context: BrowserContext
  let page: Page
  const begin = async (who: string, path: string) => {
    context = await enter(who, 1440)
    page = await context.newPage()
    await page.goto(site.url + path)
    await settled(page)
  }
  beforeEach(() => clearDesk())
  afterEach(() => context.close())
  const focused = () => page.evaluate(() => document.activeElement?.id)
  const alerted = () =>
    page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
  const onward = () => page.click('button:has-text("保存并继续")')

  it('narrows the notices, keeps that in the URL, and gives the same as CSV', async () => {
    await begin('', '/notices')
    expect(await page.locator('tbody tr').count()).toBe(3)
    await page.selectOption('select >> nth=5', 'cancelled')
    await page.waitForURL('**status=cancelled')
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
    await page.fill('input[type=search]', '乾州')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.searchParams.get('q') === '乾州')
    expect(await page.getAttribute('a[download]', 'href')).toBe(
      `/api/notices?format=csv&status=cancelled&q=${encodeURIComponent('乾州')}`,
    )
    await page.goto(`${site.url}/notices?closesWithinHours=24`)
    await settled(page)
    expect(await page.locator('tbody tr').count()).toBe(1)
    expect(await page.textContent('tbody')).toContain('还剩 3 小时')
  })

  it('counts down by the market’s clock, seconds for the eye and minutes for the ear', async () => {
    context = await enter('', 1440)
    page = await context.newPage()
    // this machine is two hours behind; the market says what time it is
    await page.addInitScript(() => {
      const real = Date.now
      Date.now = () => real() - 7_200_000
    })
    await page.goto(site.url + NOTICE)
    await page.waitForSelector('text=已按市场时钟校准')
    expect(await page.textContent('[role=timer]')).toMatch(/^2 天 2 小时 2[34] 分 \d+ 秒$/)
    const said = await page.textContent('[aria-live=polite]')
    expect(said).toBe('距截止还有 2 天 2 小时')
    const before = await page.textContent('[role=timer]')
    await page.waitForFunction(
      (text) => document.querySelector('[role=timer]')?.textContent !== text,
      before,
    )
    expect(await page.textContent('[aria-live=polite]')).toBe(said)
  })

  it('lets an agency ask, and says what is wrong with a question', async () => {
    await begin('jigou', NOTICE)
    await page.fill('#f-question', '嗯')
    await page.click('button:has-text("提交问题")')
    await page.waitForSelector('text=问题应为 4 至 1000 个字符')
    expect(await focused()).toBe('f-question')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-question', '能否提供地形图？')
    await page.click('button:has-text("提交问题")')
    await page.waitForSelector('text=已提问')
    expect(await page.inputValue('#f-question')).toBe('')
  })

  it('begins from an item with what the calculator was asked', async () => {
    await begin('qiye', '/items/S-HJ-001?base=8000')
    await page.click('a:has-text("发起采购")')
    await page.waitForURL('**/workbench/requests/new?**base=8000**')
    await page.click('button:has-text("开始起草")')
    await alerted()
    expect(await page.textContent('[role=alert]')).toContain('请选择项目所在地')
    expect(await violations(page)).toEqual([])
    await page.selectOption('#f-regionCode', '433127')
    // one act needs it: that one is chosen
    await page.waitForSelector('.act >> text=A-STHJ-001')
    expect(await page.isChecked('.items input >> nth=0')).toBe(true)
    await page.click('button:has-text("开始起草")')
    await page.waitForURL('**/edit?step=project')
    await page.goto(page.url().replace('project', 'lots'))
    await page.waitForSelector('#f-lots-0-parameters-base')
    expect(await page.inputValue('#f-lots-0-parameters-base')).toBe('8000')
  })

  it('finds an act by what one was told to buy, and offers nothing that government pays for', async () => {
    await begin('qiye', '/workbench/requests/new')
    await page.fill('#f-actCode', '水土保持方案')
    await page.click('button[aria-label="选择水土保持方案报告书编制"]')
    await page.waitForSelector('.act >> text=A-SLJ-001')
    expect(await page.isChecked('li:has-text("水土保持方案报告书编制") input')).toBe(true)
    expect(await page.isDisabled('li:has-text("水土保持方案技术评审") input')).toBe(true)
    expect(await violations(page)).toEqual([])
  })

  it('tells at its field what is missing, saves as one types, and goes on', async () => {
    await begin('qiye', '/workbench/requests/r-begun/edit?step=project')
    await onward()
    await alerted()
    expect(await page.textContent('[role=alert]')).toContain('请说明资金来源')
    await page.click('[role=alert] a >> nth=0')
    expect(await focused()).toBe('f-title')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-projectName', '乾州污水管网工程')
    await page.press('#f-projectName', 'Tab')
    expect(await page.inputValue('#f-title')).toBe('乾州污水管网工程中介服务采购')
    await page.check('input[value=social]')
    await page.fill('#f-description', '编制报告书并协助通过技术评审。')
    await page.waitForSelector('text=/已保存于/')
    await expect.poll(() => page.locator('[role=alert]').count()).toBe(0)
    await onward()
    await page.waitForURL('**step=lots')
  })

  it('shows the most that may be bid and where it comes from while one types', async () => {
    await begin('qiye', '/workbench/requests/r-whole/edit?step=lots')
    await page.fill('#f-lots-0-budgetFen', '12万')
    await page.waitForSelector('.ceiling >> text=120,000.00 元')
    await page.fill('#f-lots-0-budgetFen', '面议')
    await page.waitForSelector('.ceiling >> text=填写预算后得出')
    await onward()
    await alerted()
    expect(await page.textContent('#f-lots-0-budgetFen-error')).toContain('预算控制价应为')
    expect(await violations(page)).toEqual([])
  })

  it('explains each method, and refuses weights that do not sum to 100', async () => {
    await begin('qiye', '/workbench/requests/r-whole/edit?step=method')
    expect(await page.isDisabled('input[value=mean]')).toBe(true)
    await page.fill('#f-method-quality', '60')
    await page.waitForSelector('text=四项合计 110%，应为 100%')
    await onward()
    await alerted()
    expect(await page.textContent('[role=alert]')).toContain('四项权重之和应为 100')
    expect(await violations(page)).toEqual([])
    await page.check('input[value=lowest_price]')
    await page.waitForSelector('#f-method-explainBelowPercent')
    await page.fill('#f-method-explainBelowPercent', '0')
    await page.waitForSelector('text=/^\\s*报价最低的中选，同价的抽签。\\s*$/')
    await expect.poll(() => page.locator('[role=alert]').count()).toBe(0)
  })

  it('refuses a deadline inside the notice period, and offers the earliest', async () => {
    await begin('qiye', '/workbench/requests/r-whole/edit?step=time')
    await page.fill('#f-closesAt', '2099-12-01')
    await onward()
    await alerted()
    expect(await page.textContent('#f-closesAt-error')).toContain('公告期未满')
    expect(await violations(page)).toEqual([])
    await page.click('text=用最早的一天')
    expect(await page.inputValue('#f-closesAt')).toBe('2099-12-04')
    expect(await page.inputValue('#f-closesTime')).toBe('17:00')
    await onward()
    await page.waitForURL('**step=preview')
  })

  it('leads from the preview to the field that is wrong, and publishes what is whole', async () => {
    await begin('qiye', '/workbench/requests/r-begun/edit?step=preview')
    await page.click('[role=alert] a:has-text("服务时限")')
    await page.waitForURL('**step=wanted')
    await page.waitForFunction(() => document.activeElement?.id === 'f-serviceDays')
    await page.goto(`${site.url}/workbench/requests/r-whole/edit?step=preview`)
    await settled(page)
    await page.click('button:has-text("提交并公告")')
    await page.waitForSelector('dialog[open]')
    expect(await violations(page)).toEqual([])
    const [sent] = await Promise.all([
      page.waitForRequest('**/api/requests/r-whole/submissions'),
      page.click('button:has-text("确认公告")'),
    ])
    expect(sent.headers()['if-match']).toMatch(/^"\d+"$/)
    expect(sent.headers()['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
    await page.waitForURL('**/workbench/requests/r-whole?**')
    await page.waitForSelector('text=公告中')
  })

  it('overwrites no draft that was changed elsewhere', async () => {
    await begin('qiye', '/workbench/requests/r-whole/edit?step=wanted')
    const other = await context.newPage()
    await other.goto(`${site.url}/workbench/requests/r-whole/edit?step=wanted`)
    await settled(other)
    await other.fill('#f-serviceDays', '20')
    await other.waitForSelector('text=/已保存于/')
    await page.fill('#f-serviceDays', '30')
    await page.waitForSelector('text=这份草稿刚刚在别处被修改过')
    expect(await violations(page)).toEqual([])
    await page.click('text=改用别处保存的内容')
    await expect.poll(() => page.inputValue('#f-serviceDays')).toBe('20')
  })

  it('answers, amends, withdraws and runs again', async () => {
    await begin('qiye', '/workbench/requests/r-published')
    await page.waitForSelector('text=1 个待答复')
    await page.click('button:has-text("公开答复")')
    await page.waitForSelector('text=答复应为 1 至 2000 个字符')
    await page.fill('#answer-q-2', '包含。')
    await page.click('button:has-text("公开答复")')
    await page.waitForSelector('text=已答复，所有人都能看到')

    await page.click('button:has-text("修改或澄清")')
    await page.fill('#amend-text', '补充地形图一份。')
    await page.fill('#amend-day', '2020-01-01')
    await page.click('dialog[open] button:has-text("公布")')
    await page.waitForSelector('#amend-day-error >> text=截止时间只能推后')
    expect(await violations(page)).toEqual([])
    await page.fill('#amend-day', '2099-12-01')
    await page.click('dialog[open] button:has-text("公布")')
    await page.waitForSelector('text=已公布。')

    await page.click('button:has-text("撤销公告")')
    await page.fill('#reason', '项目暂缓实施，另行安排。')
    await page.click('dialog[open] button:has-text("确认")')
    await page.waitForSelector('text=公告已撤销，理由已公开')
    await page.click('button:has-text("重新采购")')
    await page.waitForURL('**/edit?step=preview')
    await page.waitForSelector('[role=alert] >> text=公告期未满')
  })

  it('the operator returns with a reason, or publishes', async () => {
    await begin('operator', '/workbench/request-reviews')
    await page.click('text=花垣县档案文书笔迹鉴定')
    await page.waitForSelector('h2:has-text("标段与最高限价")')
    await page.click('button:has-text("退回")')
    await page.click('text=确认退回')
    await page.waitForSelector('text=请写明退回的原因')
    expect(await violations(page)).toEqual([])
    await page.click('dialog[open] button:has-text("取消")')
    await page.click('button:has-text("准予公告")')
    await page.click('text=确认公告')
    await page.waitForSelector('text=CG-433124-20261128-0009')
  })

  it('the operator sets the terms of a region, within bounds', async () => {
    await begin('operator', '/workbench/tender-terms')
    await page.selectOption('#terms-region', '433127')
    await page.waitForURL('**region=433127')
    await settled(page)
    await page.click('button[aria-label="修改随机抽取、社会资金的规则"]')
    await page.fill('#f-noticeDays', '61')
    await page.click('dialog[open] button:has-text("保存")')
    await page.waitForSelector('#f-noticeDays-error >> text=应为 0 至 60')
    await alerted()
    expect(await violations(page)).toEqual([])
    await page.fill('#f-noticeDays', '0')
    const [sent] = await Promise.all([
      page.waitForRequest('**/api/tender-terms/433127/random_draw/social'),
      page.click('dialog[open] button:has-text("保存")'),
    ])
    expect(sent.postDataJSON()).toMatchObject({ noticeDays: 0, allowed: true, minimumBids: 2 })
    await page.waitForSelector('text=/已保存：永顺县/')
    expect(await page.textContent('tr:has-text("随机抽取"):has-text("社会资金")')).toContain(
      '本地区',
    )
  })

  it('keeps the pages of owners and operators to them', async () => {
    await begin('jigou', '/workbench/requests')
    await page.waitForSelector('text=这个页面不归当前身份使用')
    await page.goto(`${site.url}/workbench/tender-terms`)
    await page.waitForSelector('text=这个页面不归当前身份使用')
  })
})
