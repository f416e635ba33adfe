import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearContracts, contractNumber } from '../fixture/contract'
import { overflow, violations } from './chromium'
import { enterAs, openPage, openSite, sent as sentBy, type Site } from './site'

/** What is charged and paid under a contract, what bounds it, and what is said where it is refused. */
const own = (n: number, more = '') => `/workbench/contracts/${contractNumber(n)}${more}`

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

describe('charges and payments', () => {
  let context: BrowserContext
  let page: Page
  const begin = async (who: string, path: string) => {
    context = await enterAs(site, who, 1440)
    page = await openPage(site, context, path)
  }
  const sent = (ending: string, act: () => Promise<void>) => sentBy(page, ending, act)
  const submit = () => page.click('.panel button[type=submit]')
  beforeEach(() => clearContracts())
  afterEach(() => context.close())

  it('offers only what is paid in advance before the filing', async () => {
    await begin('shichang', own(2, '/charges'))
    await page.click('button:has-text("登记发票")')
    expect(await page.textContent('.panel')).toContain('这里只列出预付的节点')
    expect(await page.locator('#f-lines-0-node option').allTextContents()).toEqual([
      '签订后预付（预付 30,000.00 元，还可开票 30,000.00 元）',
    ])
  })

  it('charges for the listed item alone, and says one fen too much at the lines', async () => {
    await begin('shichang', own(3, '/charges'))
    await page.click('button:has-text("登记发票")')
    expect(await page.textContent('.panel .facts')).toContain('80,000.00 元')
    await page.waitForSelector('.panel a[href^="/prices/"]')
    expect(await page.inputValue('#f-lines-0-amountFen')).toBe('68000')
    expect(await page.textContent('.line')).toContain('这个节点还可开票 80,000.00 元')
    await page.fill('#f-lines-0-amountFen', '80000.01')
    expect(await page.textContent('.panel .sum')).toContain('超出 0.01 元')
    await submit()
    await page.waitForSelector('#f-lines .late:visible')
    expect(await page.textContent('.panel [role=alert]')).toContain('超出 0.01 元')
    await page.fill('#f-lines-0-amountFen', '8万')
    await submit()
    await page.waitForSelector('#f-taxNumber-error')
    await page.fill('#f-taxNumber', '2643 2000 0000 0000 0099')
    expect(await sent('/invoices', submit)).toEqual({
      taxNumber: '26432000000000000099',
      issuedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      lines: [
        {
          itemCode: 'S-HJ-001',
          itemName: expect.any(String),
          node: '成果验收合格后付清',
          amountFen: 8_000_000,
        },
      ],
    })
    await page.waitForSelector('text=已登记发票')
  })

  it('takes back whole lines', async () => {
    await begin('shichang', own(3, '/charges'))
    await page.click('button:has-text("开具红字发票")')
    await page.fill('#f-taxNumber', '12345678')
    await submit()
    await page.waitForSelector('#f-reason-error')
    await page.fill('#f-reason', '抬头有误')
    expect(await sent('/invoices/1/credits', submit)).toMatchObject({
      taxNumber: '12345678',
      reason: '抬头有误',
      lines: [1],
    })
    await page.waitForSelector('text=冲回 30,000.00 元')
  })

  it('records what was paid, proposes what is open, and the other side confirms it', async () => {
    await begin('qiye', own(3, '/charges'))
    await page.click('button:has-text("登记付款")')
    expect(await page.inputValue('#f-amountFen')).toBe('5000')
    expect(await page.textContent('#f-amountFen-hint')).toContain('发票未付 5,000.00 元')
    await page.fill('#f-amountFen', '5000.01')
    await page.waitForSelector('text=比未付的多 0.01 元')
    await page.fill('#f-amountFen', '5000')
    await page.fill('#f-paidOn', '2026-11-20')
    await submit()
    expect(await page.textContent('#f-paidOn-error')).toContain('合同日 2026-11-21')
    await page.fill('#f-paidOn', '2026-11-28')
    await submit()
    await page.waitForSelector('#f-reference-error')
    // one that was recorded before: the refusal is led to, and nothing that was typed is lost
    await page.fill('#f-reference', 'ICBC20261125000017')
    await submit()
    await page.waitForSelector('.panel .problem:focus:has-text("该银行流水号已经登记过付款")')
    expect(await page.locator('.problem button').count()).toBe(0)
    expect(await page.inputValue('#f-reference')).toBe('ICBC20261125000017')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-reference', 'ICBC-0002')
    expect(await sent('/payments', submit)).toEqual({
      invoiceNo: 1,
      amountFen: 500_000,
      paidOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      reference: 'ICBC-0002',
    })
    await context.close()
    await begin('shichang', own(3, '/charges'))
    const steps = page.locator('section[aria-labelledby=f-match] tbody tr')
    expect(await steps.allTextContents()).toEqual([
      expect.stringContaining('增加 12,000.00 元，由补充协议第 1 号变更'),
      expect.stringContaining('尚未开票 80,000.00 元'),
      expect.stringContaining('待付款 5,000.00 元'),
      expect.stringContaining('▲ 差 25,000.00 元，待收款方确认'),
    ])
    // red is only what somebody has to look at
    expect(await page.locator('section[aria-labelledby=f-match] td.late').count()).toBe(1)
    await page.click('button:has-text("确认收到")')
    await sent('/payments/1/confirmations', () => page.click('dialog[open] button[type=submit]'))
    await page.waitForSelector('text=已确认收到 25,000.00 元')
  })

  it('shows on what a line rests, down to the law', async () => {
    await begin('jianguan', own(3, '/charges'))
    await page.click('summary:has-text("依据") >> nth=0')
    await page.waitForSelector('text=《环境影响评价法》第十六条')
    expect(await page.locator('details[open] a').allTextContents()).toContain(
      '建设项目环境影响评价审批',
    )
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
  })
})
