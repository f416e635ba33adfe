import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearComplaints, complaintNumber } from '../fixture/complaint'
import { clearContracts, contractNumber } from '../fixture/contract'
import { clearDesks } from '../fixture/served-desks'
import { clearRatings, MEASURE } from '../fixture/rating'
import { SELLER } from '../fixture/pricing'
import { violations, WIDTHS } from './chromium'
import { enterAs, openPage, openSite, owes, sent, type Site } from './site'

/** Complaints, leads, ratings and measures: for their parties, for their desks and for everybody. */
const own = (n: number) => `/workbench/complaints/${complaintNumber(n)}`
const PAGES: [label: string, who: string, path: string][] = [
  ['complaints', 'qiye', '/workbench/complaints'],
  ['complaints-desk', 'jianguan', '/workbench/complaints?overdue=true'],
  ['complaint-new', 'qiye', `/workbench/complaints/new?about=${contractNumber(3)}`],
  ['complaint-received', 'jianguan', own(1)],
  ['complaint-against', 'shichang', own(2)],
  ['complaint-decided', 'qiye', own(3)],
  ['complaint-refused', 'operator', own(4)],
  ['complaint-missing', 'qiye', own(9)],
  ['leads', 'operator', '/workbench/leads'],
  ['desks', 'operator', '/workbench/complaint-desks'],
  ['outcomes', '', '/complaints'],
  ['outcome', '', `/complaints/${complaintNumber(3)}`],
  ['outcome-missing', '', `/complaints/${complaintNumber(1)}`],
  ['report', '', '/report'],
  ['report-status', '', '/report/status'],
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
beforeEach(() => {
  clearContracts()
  clearComplaints()
  clearDesks()
  clearRatings()
})

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

  it('a desk is given to a department of a place, and taken back', async () => {
    await begin('operator', '/workbench/complaint-desks')
    expect(await page.textContent('main')).toContain('还没有指定：行业主管部门、纪检监察机关')
    await page.click('text=指定承办部门')
    await sure()
    await page.waitForSelector('#f-regionCode-error')
    await page.selectOption('#f-regionCode', { label: '吉首市' })
    await page.selectOption('#f-desk', 'discipline')
    const given = (await sent(page, '/api/complaint-desks', sure)) as Record<string, string>
    expect(given).toMatchObject({ desk: 'discipline', regionCode: '433101' })
    await page.waitForSelector('text=已指定。')
    expect(await page.textContent('main')).toContain('还没有指定：行业主管部门。')
    await page.click('li:has-text("市场监督管理局") button')
    await sure()
    await page.waitForSelector('text=已撤销。')
    expect(await page.locator('li:has-text("市场监督管理局")').count()).toBe(0)
  })

  it('a complaint is filed about what one came from, and its token is shown once', async () => {
    await begin('qiye', `/workbench/complaints/new?about=${contractNumber(3)}`)
    await page.click('form.form button[type=submit]')
    await page.waitForSelector('#f-text-error')
    const text = '受托方在合同之外收取「加急费」2,000 元，没有开具发票。'
    await page.fill('#f-text', text)
    const body = await sent(page, '/api/complaints', () =>
      page.click('form.form button[type=submit]'),
    )
    expect(body).toEqual({
      subject: 'fee',
      requestNumber: null,
      contractNumber: contractNumber(3),
      agencyUscc: null,
      text,
      fileIds: [],
    })
    await page.waitForSelector('text=fixture-token-1')
    expect(await page.textContent('.panel')).toContain('查询码只显示这一次')
    expect(await violations(page)).toEqual([])
  })

  it('the desk takes a complaint up and holds the contract, or refuses it by a rule', async () => {
    await begin('jianguan', own(1))
    await page.click('button:text-is("不予受理")')
    await sure()
    await page.waitForSelector('#f-reason-error')
    expect(await violations(page)).toEqual([])
    await page.click('dialog[open] button:has-text("取消")')
    await page.click('button:text-is("受理")')
    await page.selectOption('#f-hold', 'contract')
    await page.fill('#f-reason', '查明收费之前暂停开票')
    const body = await sent(page, '/acceptances', sure)
    expect(body).toEqual({ hold: 'contract', reason: '查明收费之前暂停开票' })
    await page.waitForSelector('.done:has-text("已受理")')
  })

  it('a decision says what follows, what the parties read and what everybody reads', async () => {
    await begin('jianguan', own(2))
    await page.click('button:has-text("作出处理决定")')
    await page.click('.panel button[type=submit]')
    await page.waitForSelector('#f-findings-error')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-effects-refundFen', '2000')
    await page.check('.effects input[value=price_violation]')
    await page.fill('#f-findings', '合同与公布的价格中均没有加急费。')
    await page.fill('#f-summary', '该机构在合同之外收取加急费，责令退还。')
    const body = await sent(page, '/decisions', () => page.click('.panel button[type=submit]'))
    expect(body).toEqual({
      outcome: 'upheld',
      findings: '合同与公布的价格中均没有加急费。',
      summary: '该机构在合同之外收取加急费，责令退还。',
      effects: {
        cancelAwardOfLot: null,
        refundFen: 200_000,
        findings: ['price_violation'],
        sanction: null,
      },
    })
    await page.waitForSelector('.done:has-text("已作出处理决定")')
  })

  it('the one complained about does not see who complained', async () => {
    await begin('shichang', own(2))
    const text = (await page.textContent('main'))!
    expect(text).not.toContain('吉首示例矿业')
    expect(text).toContain('可以陈述一次')
  })

  it('somebody without a name sends a lead, and asks by its token', async () => {
    await begin('', '/report')
    await page.fill('#f-text', '有人在窗口推荐办事的企业去找这一家，说找别家审批会慢。')
    await page.click('form.form button[type=submit]')
    await page.waitForSelector('text=fixture-token-2')
    await page.click('main a:has-text("查询办理情况")')
    await page.waitForSelector('#f-token')
    await page.fill('#f-token', 'wrong')
    await page.click('form.form button[type=submit]')
    await page.waitForSelector('text=编号与查询码不符')
    await page.fill('#f-token', 'fixture-token-1')
    const [request] = await Promise.all([
      page.waitForRequest((r) => r.url().includes('/api/complaint-status/')),
      page.click('form.form button[type=submit]'),
    ])
    expect(request.url()).not.toContain('fixture-token-1')
    await page.waitForSelector('text=已受理，处理中')
  })

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
    await page.click('button:text-is("申诉")')
    await page.fill('#f-text', '第三份合同的交付日已由补充协议延期，应为按期。')
    const body = await sent(page, '/rating-runs/2025/2/appeals', sure)
    expect(body).toEqual({ text: '第三份合同的交付日已由补充协议延期，应为按期。' })
    await page.waitForSelector('.done:has-text("已申诉")')
    await context.close()
    await begin('jianguan', '/workbench/ratings/2025/2')
    await page.click('button:has-text("处理申诉")')
    await page.selectOption('#f-decision', 'upheld')
    await page.fill('#f-reason', '经核实，补充协议有效')
    expect(await sent(page, '/decisions', sure)).toEqual({
      decision: 'upheld',
      reason: '经核实，补充协议有效',
    })
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
  })
})
