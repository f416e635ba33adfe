import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearComplaints, complaintNumber } from '../fixture/complaint'
import { clearContracts, contractNumber } from '../fixture/contract'
import { clearDesks } from '../fixture/served-desks'
import { violations, WIDTHS } from './chromium'
import { enterAs, openPage, openSite, owes, sent, type Site } from './site'

/** Complaints and leads: for their parties, for their desks and for everybody. */
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
    await page.waitForSelector('.panel:has-text("承办单位在 2026-11-25（含）之前决定是否受理")')
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

  it('what is refused is said in the dialog, in its own words, and nothing typed is lost', async () => {
    await begin('jianguan', own(1))
    await page.click('button:text-is("不予受理")')
    await page.fill('#f-reason', '别人抢先了一步，已经受理')
    await sure()
    await page.waitForSelector('dialog[open] .problem:focus')
    const said = (await page.textContent('dialog[open] .problem'))!
    expect(said.trim()).toBe('该投诉已经由他人受理，请重新读取')
    expect(await page.locator('dialog[open] button').allTextContents()).toEqual([
      '不予受理',
      '取消',
    ])
    expect(await page.inputValue('#f-reason')).toBe('别人抢先了一步，已经受理')
    expect(await violations(page)).toEqual([])
    // the next time it is asked afresh
    await page.click('dialog[open] button:has-text("取消")')
    await page.click('button:text-is("不予受理")')
    expect(await page.locator('.problem').count()).toBe(0)
    await sure()
    await page.waitForSelector('#f-reason:focus')
  })

  it('a contract that has ended is not held', async () => {
    await begin('jianguan', own(6))
    await page.waitForSelector('button:has-text("延长处理期限")')
    expect(await page.locator('button:has-text("暂停合同")').count()).toBe(0)
    await page.goto(site.url + own(2))
    await page.waitForSelector('button:text-is("恢复")')
  })

  it('a long text is not cut, and is told by how much it is too long', async () => {
    await begin('', '/report')
    await page.fill('#f-text', '字'.repeat(10_000))
    expect((await page.inputValue('#f-text')).length).toBe(10_000)
    expect(await page.textContent('#f-text-length')).toContain('10000 / 4000 字，超出 6000 字')
    await page.waitForSelector('.field [role=status]:has-text("超出 6000 字")', {
      state: 'attached',
    })
    expect(await violations(page)).toEqual([])
    await page.fill('#f-text', '字'.repeat(3_000))
    await page.waitForSelector('#f-text-length', { state: 'detached' })
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
    // in a page of its own: this one has the only copy of the token
    const [status] = await Promise.all([
      context.waitForEvent('page'),
      page.click('main a:has-text("查询办理情况")'),
    ])
    expect(await page.textContent('.panel')).toContain('fixture-token-2')
    page = status
    await page.waitForSelector('#f-token')
    expect(page.url()).not.toContain('fixture-token')
    expect(await page.inputValue('#f-number')).toBe('XS-433100-20261128-0002')
    await page.click('form.form button[type=submit]')
    await page.waitForSelector('#f-token-error:has-text("请填写查询码")')
    await page.waitForSelector('#f-token:focus')
    expect(await page.textContent('main')).not.toContain('编号与查询码不符')
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

  it('an amount stands beside the effect that it belongs to', async () => {
    await begin('qiye', own(3))
    await page.waitForSelector('b:text-is("责令退费 2,000.00 元；计入行为认定：价格违规")')
  })
})
