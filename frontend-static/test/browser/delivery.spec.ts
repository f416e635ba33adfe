import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearContracts, contractNumber } from '../fixture/contract'
import { holdContract } from '../fixture/contract-desk'
import { clearDeliveries, replaceHandedIn } from '../fixture/delivery'
import { SELLER } from '../fixture/pricing'
import { violations, WIDTHS } from './chromium'
import { enterAs, openPage, openSite, owes, sent, type Site } from './site'

/** What is handed in under a contract, what is answered, and what is said of it afterwards. */
const own = (n: number, part: string) => `/workbench/contracts/${contractNumber(n)}/${part}`
const PAGES: [label: string, who: string, path: string][] = [
  ['to-deliver', 'shichang', own(4, 'delivery')],
  ['too-early', 'shichang', own(2, 'delivery')],
  ['to-accept', 'qiye', own(6, 'delivery')],
  ['accepted', 'jianguan', own(7, 'delivery')],
  ['delivery-missing', 'qiye', own(9, 'delivery')],
  ['contract-delivered', 'qiye', `/workbench/contracts/${contractNumber(6)}`],
  ['contract-accepted', 'shichang', `/workbench/contracts/${contractNumber(8)}`],
  ['to-evaluate', 'qiye', own(7, 'evaluation')],
  ['not-evaluated', 'shichang', own(7, 'evaluation')],
  ['evaluated', 'shichang', own(8, 'evaluation')],
  ['too-early-to-say', 'qiye', own(6, 'evaluation')],
  ['appeals', 'operator', '/workbench/evaluation-appeals'],
  ['identical', 'jianguan', '/workbench/identical-files'],
  ['record-accepted', '', `/contracts/${contractNumber(7)}`],
  ['agency-evaluated', '', `/agencies/${SELLER}`],
]

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(() => {
  clearContracts()
  clearDeliveries()
})

const enter = (who: string, width: number, height?: number) => enterAs(site, who, width, height)

describe.each(WIDTHS)('at the $name', ({ name, width, height }) => {
  let context: BrowserContext
  afterEach(() => context.close())

  it.each(PAGES)('the page %s is accessible and fits', async (label, who, path) => {
    context = await enter(who, width, height)
    await owes(site, context, path, `dl-${label}-${name}`)
  })
})

describe('at work', () => {
  let context: BrowserContext
  let page: Page
  const begin = async (who: string, path: string) => {
    context = await enter(who, 1440)
    page = await openPage(site, context, path)
  }
  const pdf = { name: '报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }
  afterEach(() => context.close())

  it('files go to their material, and nothing is handed in before the required ones are there', async () => {
    await begin('shichang', own(4, 'delivery'))
    expect(await page.textContent('main')).toContain('材料清单还缺：环境影响报告书')
    expect(await page.locator('button:has-text("提交成果")').count()).toBe(0)
    await page.click('button:has-text("添加文件：环境影响报告书")')
    const body = await sent(page, '/deliverables', () => page.setInputFiles('#f-file-1', pdf))
    expect(body).toEqual({ materialNo: 1, fileId: expect.any(String), replacesNo: null })
    await page.waitForSelector('text=已添加文件，尚未提交')
    await page.click('button:has-text("提交成果")')
    await page.click('.panel button[type=submit]')
    await page.waitForSelector('.panel [role=alert]')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-signatories-0-name', '王五')
    await page.waitForSelector('text=登记的从业人员中没有「王五」')
    await page.fill('#f-signatories-0-name', '张三')
    await page.fill('#f-signatories-0-certificate', 'HP-0043')
    await page.focus('#f-note')
    await page.waitForSelector('text=与张三登记的证书编号（2015****12）不符')
    expect(await violations(page)).toEqual([])
    const handed = await sent(page, '/deliveries', () => page.click('.panel button[type=submit]'))
    expect(handed).toEqual({
      note: null,
      signatories: [{ name: '张三', certificate: 'HP-0043' }],
    })
    await page.waitForSelector('text=已提交成果，等待项目业主验收')
  })

  it('a file takes the place of another', async () => {
    await begin('shichang', own(6, 'delivery'))
    expect(await page.textContent('[role=note]')).toContain('这是线索，不是结论')
    await page.click('button:has-text("替换")')
    const body = await sent(page, '/deliverables', () => page.setInputFiles('#f-file-1', pdf))
    expect(body).toMatchObject({ materialNo: 1, replacesNo: 2 })
    await page.waitForSelector('text=已被替换的 2 份')
  })

  it('the owner returns with what has to be mended, or accepts exactly what it saw', async () => {
    await begin('qiye', own(6, 'delivery'))
    await page.click('button:has-text("退回修改")')
    await page.click('dialog[open] button[type=submit]')
    await page.waitForSelector('#f-reason-error')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-reason', '第三章的现状监测数据缺少原始记录')
    const body = await sent(page, '/delivery-answers', () =>
      page.click('dialog[open] button[type=submit]'),
    )
    expect(body).toEqual({
      deliveryNo: 2,
      accept: false,
      reason: '第三章的现状监测数据缺少原始记录',
    })
    await page.waitForSelector('text=已退回修改')
  })

  it('the owner sees what it accepts while the agency prepares the next, and goes on to evaluate', async () => {
    replaceHandedIn(6)
    await begin('qiye', own(6, 'delivery'))
    expect(await page.textContent('.materials')).toContain('环境影响报告书（第 2 稿）.pdf')
    expect(await page.textContent('.materials li >> nth=0')).not.toContain('没有文件')
    expect(await page.textContent('.newer')).toContain('机构正在准备更新的一稿')
    await page.click('button:has-text("验收通过")')
    await sent(page, '/delivery-answers', () => page.click('dialog[open] button[type=submit]'))
    await page.click('a.button--main:text-is("评价")')
    await page.waitForURL((url) => url.pathname.endsWith('/evaluation'))
  })

  it('nothing is accepted while a complaint is handled', async () => {
    holdContract(6)
    await begin('qiye', own(6, 'delivery'))
    expect(await page.textContent('main')).toContain('不能提交成果，也不能验收')
    expect(await page.textContent('main')).not.toContain('工作日历')
    expect(await page.locator('button:has-text("验收通过")').count()).toBe(0)
    expect(await violations(page)).toEqual([])
  })

  it('no star is chosen before, and each that is missing is named', async () => {
    await begin('qiye', own(7, 'evaluation'))
    expect(await page.locator('input[type=radio]:checked').count()).toBe(0)
    await page.click('.panel button[type=submit]')
    await page.waitForSelector('#f-quality-error:has-text("请选择服务质量的星级")')
    expect(await page.locator('.panel [role=alert] li').count()).toBe(4)
    await page.click('.panel [role=alert] a')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-quality')
    for (const [name, stars] of [
      ['quality', 3],
      ['timeliness', 5],
      ['attitude', 4],
      ['charging', 4],
    ] as const)
      await page.check(`input[name=${name}][value="${stars}"]`)
    const body = await sent(page, '/evaluations', () => page.click('.panel button[type=submit]'))
    expect(body).toEqual({ quality: 3, timeliness: 5, attitude: 4, charging: 4, words: null })
    await page.waitForSelector('text=已评价，并已公开')
  })

  it('the operator decides an appeal with a reason', async () => {
    await begin('operator', '/workbench/evaluation-appeals')
    await page.click('button:has-text("申诉成立")')
    await page.click('dialog[open] button[type=submit]')
    await page.waitForSelector('#f-reason-error')
    await page.fill('#f-reason', '经核实，评价对象有误')
    const body = await sent(page, '/evaluation-decisions', () =>
      page.click('dialog[open] button[type=submit]'),
    )
    expect(body).toEqual({ decision: 'upheld', reason: '经核实，评价对象有误' })
    await page.waitForSelector('text=没有待处理的申诉')
    await context.close()
    // it was decided: the agency reads so, and is not asked to appeal again
    await begin('shichang', own(8, 'evaluation'))
    await page.waitForSelector('section:has(> #e-appeal):has-text("申诉成立")')
    expect(await page.locator('button:text-is("申诉")').count()).toBe(0)
  })

  it('a regulator records what the department said', async () => {
    await begin('jianguan', own(6, 'delivery'))
    await page.click('button:has-text("记录审批结果")')
    await page.click('.panel button[type=submit]')
    // nothing is chosen before, and nothing is public without its document
    await page.waitForSelector('#f-outcome-error')
    await page.waitForSelector('#f-document-error')
    await page.selectOption('#f-outcome', 'returned')
    await page.fill('#f-document', '州环函〔2026〕3 号')
    await page.click('.panel button[type=submit]')
    await page.waitForSelector('#f-reason-error')
    await page.fill('#f-reason', '缺少公众参与说明')
    await page.click('.panel button[type=submit]')
    await page.waitForSelector('dialog[open] >> text=州环函〔2026〕3 号')
    expect(await violations(page)).toEqual([])
    const body = await sent(page, '/outcomes', () => page.click('dialog[open] button[type=submit]'))
    expect(body).toMatchObject({
      outcome: 'returned',
      reason: '缺少公众参与说明',
      document: '州环函〔2026〕3 号',
    })
    await page.waitForSelector('text=已记录审批结果')
  })
})
