import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { settled } from '../browser/chromium'
import { fine, signIn } from './cast'
import type { Stage } from './stage'

/** From the award to the payment, in two browsers: a contract, an invoice that is a fen too high, two that are not. */
export function contract(stage: Stage) {
  let owner: Page
  let agency: Page
  afterAll(async () => {
    await owner?.close()
    await agency?.close()
  })
  const number = () => `HT${stage.awarded!.slice(2)}-1`
  const today = () => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

  async function confirm(page: Page, said: string) {
    await page.click('button:has-text("确认这一稿")')
    await page.click('dialog[open] button[type=submit]')
    await page.waitForSelector(`.done:has-text("${said}")`)
    await settled(page)
    await fine(page)
  }

  async function invoice(taxNumber: string, yuan: string) {
    await agency.click('.does button:has-text("登记发票")')
    await agency.fill('#f-taxNumber', taxNumber)
    await agency.fill('#f-lines-0-amountFen', yuan)
    await agency.click('form button:has-text("登记发票")')
  }

  it('the contract of an award is there by itself, and both sides sign its exact text', async ({
    skip,
  }) => {
    if (!stage.market.passwordOf || !stage.awarded) return skip()
    owner = await stage.visit(`/sign-in?next=/workbench/contracts/${number()}`)
    await signIn(owner, 'qiye', stage.market.passwordOf('enterprise'))
    await owner.waitForSelector('text=清单之外不得收取任何费用')
    await settled(owner)
    await fine(owner)
    await confirm(owner, '已确认这一稿')

    agency = await stage.visit(`/sign-in?next=/workbench/contracts/${number()}`)
    await signIn(agency, 'ag-003', stage.market.passwordOf('sample'))
    await agency.waitForSelector('button:has-text("确认这一稿")')
    await confirm(agency, '合同已签订')
    await agency.click('.does button:has-text("备案")')
    await agency.click('form button:has-text("备案")')
    await agency.waitForSelector('.done:has-text("已备案")')
  })

  it('it is printed with its amount in words, for its two sides', async ({ skip }) => {
    if (!agency) return skip()
    const path = `/api/contracts/${number()}/document.pdf`
    const printed = await agency.request.get(stage.market.url + path)
    expect(printed.status()).toBe(200)
    expect((await printed.body()).subarray(0, 5).toString()).toBe('%PDF-')
    expect((await fetch(stage.market.url + path)).status).toBe(401)
  })

  it('a fen more than the contract is refused beside its bound; two invoices come to it', async ({
    skip,
  }) => {
    if (!agency) return skip()
    await agency.goto(`${stage.market.url}/workbench/contracts/${number()}/charges`)
    await agency.waitForSelector('.does button:has-text("登记发票")')
    await invoice('20000000000000000001', '25000.01')
    await agency.waitForSelector('text=超出 0.01 元')
    await settled(agency)
    await fine(agency)
    await agency.fill('#f-lines-0-amountFen', '15000')
    await agency.click('form button:has-text("登记发票")')
    await agency.waitForSelector('.done:has-text("已登记发票")')
    await invoice('20000000000000000002', '10000')
    await agency.waitForSelector('text=20000000000000000002')
  })

  it('what is paid and confirmed is equal to the fen', async ({ skip }) => {
    if (!agency) return skip()
    for (const [invoiceNo, fen] of [
      [1, 1_500_000],
      [2, 1_000_000],
    ] as const) {
      await owner.goto(`${stage.market.url}/workbench/contracts/${number()}/charges`)
      await owner.click('.does button:has-text("登记付款")')
      await owner.selectOption('#f-invoiceNo', String(invoiceNo))
      await owner.fill('#f-amountFen', String(fen / 100))
      await owner.fill('#f-paidOn', today())
      await owner.fill('#f-reference', `E2E-000${invoiceNo}`)
      await owner.click('form button:has-text("登记付款")')
      await owner.waitForSelector(`text=E2E-000${invoiceNo}`)
    }
    await fine(owner)
    await agency.reload()
    for (const nth of [1, 2]) {
      await agency.click(`button:has-text("确认收到第 ${nth} 笔")`)
      await agency.click('dialog[open] button[type=submit]')
      await agency.waitForSelector(`button:has-text("确认收到第 ${nth} 笔")`, { state: 'detached' })
    }
    const charges = await agency.request.get(
      `${stage.market.url}/api/contracts/${number()}/charges`,
    )
    expect(await charges.json()).toMatchObject({ matched: true, paidFen: 2_500_000 })
    await settled(agency)
    await fine(agency)
  })

  it('everybody reads the record on a phone, and no number of an invoice', async ({ skip }) => {
    if (!agency) return skip()
    const page = await stage.visit(`/contracts/${number()}`, 390)
    await page.waitForSelector('text=25,000.00')
    await settled(page)
    await fine(page)
    const text = (await page.textContent('main'))!
    expect(text).not.toContain('20000000000000000001')
    await page.close()
  })
}
