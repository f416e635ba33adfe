import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearContracts, contractNumber } from '../fixture/contract'
import { holdContract } from '../fixture/contract-desk'
import { overflow, settled, violations } from './chromium'
import { enterAs, openSite, type Site } from './site'

/** What the two sides of a contract do, what is sent for it, and what is said where it is refused. */
const own = (n: number, more = '') => `/workbench/contracts/${contractNumber(n)}${more}`

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const enter = (who: string, width: number, height?: number) => enterAs(site, who, width, height)

describe('at work', () => {
  let context: BrowserContext
  let page: Page
  const begin = async (who: string, path: string) => {
    context = await enter(who, 1440)
    page = await context.newPage()
    await page.goto(site.url + path)
    await settled(page)
  }
  const sent = async (ending: string, act: () => Promise<void>) => {
    const [request] = await Promise.all([
      page.waitForRequest((r) => r.method() === 'POST' && r.url().endsWith(ending)),
      act(),
    ])
    expect(request.headers()['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
    return request.postDataJSON() as unknown
  }
  const submit = () => page.click('.panel button[type=submit]')
  beforeEach(() => clearContracts())
  afterEach(() => context.close())

  it('says what is overdue in words, and asks the API for that alone', async () => {
    await begin('operator', '/workbench/contracts')
    expect(await page.locator('tbody tr').count()).toBe(8)
    await page.selectOption('form[aria-label=筛选] select >> nth=1', 'true')
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
    expect(await page.textContent('tbody')).toContain('逾期未备案')
    expect(await page.textContent('tbody')).toContain('98,000.00')
  })

  it('confirms the hash of the last document, and asks before', async () => {
    await begin('qiye', own(1))
    await page.waitForSelector('text=本机按收到的文本重新计算，一致')
    await page.click('button:has-text("确认这一稿")')
    await page.waitForSelector('dialog[open]')
    expect(await violations(page)).toEqual([])
    const hash = await page.textContent('dialog .hash')
    const body = await sent('/confirmations', () => page.click('dialog button[type=submit]'))
    expect(body).toEqual({ documentNo: 2, hash })
    await page.waitForSelector('text=本方已确认这一稿')
    expect(await page.locator('button:has-text("确认这一稿")').count()).toBe(0)
  })

  it('shows the sum of the nodes while one types, and the refusal at them', async () => {
    await begin('qiye', own(1))
    await page.click('button:has-text("提出另一稿")')
    expect(await page.textContent('.sum')).toContain('与合同金额相符')
    await page.fill('#f-nodes-1-amountFen', '5万')
    expect(await page.textContent('.sum')).toContain('还差 18,000.00 元')
    await submit()
    await page.waitForSelector('.panel [role=alert]:focus')
    await page.click('.panel [role=alert] a')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-nodes')
    await page.click('button:has-text("增加付款节点")')
    expect(await page.inputValue('#f-nodes-2-amountFen')).toBe('18000')
    await page.fill('#f-nodes-2-name', '批复之后付清')
    const body = await sent('/documents', submit)
    expect(body).toEqual({
      deliverBy: '2027-01-15',
      nodes: [
        { name: '签订后预付', amountFen: 3_000_000, advance: true },
        { name: '成果验收合格后付清', amountFen: 5_000_000, advance: false },
        { name: '批复之后付清', amountFen: 1_800_000, advance: false },
      ],
      special: '现场踏勘由双方共同进行。',
    })
    await page.waitForSelector('text=已提出新的一稿')
  })

  it('files with the PDF that was uploaded, or without', async () => {
    await begin('shichang', own(2))
    expect(await page.textContent('.duty')).toContain('▲ 已逾期')
    await page.click('button:text-is("备案")')
    expect((await page.textContent('#f-fileId-hint'))!.trim()).toBe('PDF，不超过 20 MiB。')
    expect(await page.getAttribute('#f-fileId', 'accept')).toBe('.pdf')
    await page.setInputFiles('#f-fileId', {
      name: '合同.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7'),
    })
    await page.waitForSelector('.have')
    expect(await sent('/filings', submit)).toEqual({ fileId: expect.stringMatching(/^f-\d+$/) })
    await page.waitForSelector('#f-fileId-error')
    expect(await page.textContent('#f-fileId-error')).toContain('本单位上传的一份 PDF')
    await page.click('text=移除')
    expect(await sent('/filings', submit)).toEqual({ fileId: null })
    await page.waitForSelector('text=已备案，合同进入公开的合同登记')
  })

  it('stands still while a complaint is handled, and says why', async () => {
    holdContract(2)
    await begin('shichang', own(2))
    expect(await page.textContent('.duty')).toContain('处理期间暂停。')
    expect(await page.textContent('.duty')).toContain('TS-433101-20261127-0001')
    expect(await page.textContent('.duty')).not.toContain('工作日历')
    expect(await page.locator('.content button:visible').count()).toBe(0)
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await page.click('a:text-is("收费与付款")')
    await page.waitForSelector('text=不能再开具发票')
    expect(await page.locator('button:has-text("登记发票")').count()).toBe(0)
    expect(await violations(page)).toEqual([])
  })

  it('says beside the nodes what a supplement added', async () => {
    await begin('jianguan', own(3))
    expect(await page.textContent('#c-text ~ .document >> nth=0')).toContain(
      '补充协议第 1 号在节点之外增加 12,000.00 元',
    )
    expect(await page.textContent('.nodes tbody')).toContain('备案后，按约定')
  })

  it('shows the bound beside the amount, and wants a public reason above 110 %', async () => {
    await begin('qiye', own(3))
    await page.click('button:has-text("提出补充协议")')
    await page.fill('#f-amountFen', '120000.01')
    expect(await page.textContent('.beside')).toContain('超过最高限价 0.01 元')
    await page.fill('#f-amountFen', '107800')
    expect(await page.locator('#f-publicReason').count()).toBe(0)
    await page.fill('#f-amountFen', '107800.01')
    await page.fill('#f-ground', '主管部门要求增加一次监测。')
    await submit()
    await page.waitForSelector('#f-publicReason-error')
    await page.fill('#f-publicReason', '监测费用经主管部门书面确认。')
    expect(await sent('/supplements', submit)).toEqual({
      ground: '主管部门要求增加一次监测。',
      amountFen: 10_780_001,
      deliverBy: '2027-01-15',
      publicReason: '监测费用经主管部门书面确认。',
    })
    await page.waitForSelector('text=已提出补充协议')
  })

  it('answers a supplement of the other side, and may only take back its own', async () => {
    await begin('qiye', own(4))
    expect(await page.textContent('.duty')).toContain('等待对方答复补充协议')
    await page.waitForSelector('button:has-text("撤回补充协议")')
    await context.close()
    await begin('shichang', own(4))
    await page.click('button:has-text("同意补充协议")')
    await page.waitForSelector('dialog[open] >> text=95,000.00 元')
    const body = await sent('/supplement-answers', () =>
      page.click('dialog[open] button[type=submit]'),
    )
    expect(body).toEqual({ accept: true })
    await page.waitForSelector('text=已同意补充协议')
  })

  it('lets the operator end a draft that nobody signed, and the regulator only read', async () => {
    await begin('operator', own(1))
    await page.click('button:has-text("终止未签订的合同")')
    await submit()
    await page.waitForSelector('#f-reason-error')
    await page.fill('#f-reason', '双方逾期未签订，经催告仍未确认文本。')
    expect(await sent('/terminations', submit)).toEqual({
      ground: 'not-signed',
      reason: '双方逾期未签订，经催告仍未确认文本。',
      settledFen: 0,
    })
    await context.close()
    await begin('jianguan', own(3))
    expect(await page.locator('.content button').count()).toBe(0)
    await page.goto(`${site.url}${own(3, '/charges')}`)
    await settled(page)
    expect(await page.locator('.content button').count()).toBe(0)
  })

  it('says what went wrong in place of a list, and goes on', async () => {
    context = await enter('', 1440)
    page = await context.newPage()
    const broken = '**/api/contract-register?*'
    await page.route(broken, (route) => route.fulfill({ status: 503, body: '' }))
    await page.goto(`${site.url}/contracts`)
    await page.waitForSelector('[role=alert]')
    expect(await violations(page)).toEqual([])
    await page.unroute(broken)
    await page.click('button:has-text("重试")')
    await page.waitForSelector('tbody tr')
    await page.click('tbody a >> nth=0')
    await page.waitForSelector('text=双方确认的就是这个值')
  })

  it('keeps the place of what is still to come', async () => {
    context = await enter('qiye', 390)
    page = await context.newPage()
    let go = () => {}
    const held = new Promise<void>((ready) => (go = ready))
    await page.route(`**/api/contracts/${contractNumber(3)}`, async (route) => {
      await held
      await route.continue()
    })
    await page.goto(site.url + own(3))
    await page.waitForSelector('.skeleton >> text=正在读取合同')
    go()
    await settled(page)
    expect(await page.textContent('h1')).toContain('第 3 污水处理厂')
  })

  it('leads from the award to the record', async () => {
    await begin('', '/notices/CG-433101-20261110-0002/award')
    await page.click('text=合同登记与收费')
    await page.waitForURL((url) => url.pathname === `/contracts/${contractNumber(2)}`)
    await page.waitForSelector('text=没有这份登记的合同')
  })
})
