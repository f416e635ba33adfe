import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { settled } from '../browser/chromium'
import { fine, signIn } from './cast'
import { awarded, bidAsTheOthers, publishQuickly } from './quick'
import type { Stage } from './stage'

const TITLE = '凤凰县端到端公路环境影响报告书编制'
const OPEN_FOR_MS = 90_000

/** Three agencies bid, the deadline passes, and anyone can check what came of it: nobody presses a button. */
export function award(stage: Stage) {
  let bidder: Page
  let number: string
  afterAll(() => bidder?.close())

  it('a request is published that closes in a minute and a half', async ({ skip }) => {
    if (!stage.market.passwordOf) return skip()
    number = await publishQuickly(stage.market, TITLE, OPEN_FOR_MS)
  })

  it('an agency sees its ceiling beside the field, is refused above it, and gets a receipt', async ({
    skip,
  }) => {
    if (!stage.market.passwordOf) return skip()
    bidder = await stage.visit(`/sign-in?next=/workbench/bids/${number}`)
    await signIn(bidder, 'jigou', stage.market.passwordOf('agency'))
    await bidder.waitForSelector('#f-amountFen-1')
    await settled(bidder)
    expect(await bidder.textContent('main')).toContain('81,882.35 元')
    await fine(bidder)
    await bidder.fill('#f-amountFen-1', '81882.36')
    await bidder.click('button:has-text("密封并提交")')
    await bidder.waitForSelector('#f-amountFen-1-error')
    await bidder.fill('#f-amountFen-1', '30000')
    await bidder.click('button:has-text("密封并提交")')
    await bidder.waitForSelector('#receipt-1')
    await bidder.click('#receipt-1 button:has-text("验证签名")')
    await bidder.waitForSelector('#receipt-1 >> text=/签名有效|通过/')
    await settled(bidder)
    await fine(bidder)
  })

  it('nobody is told of bids, nor how many there are', async ({ skip }) => {
    if (!stage.market.passwordOf) return skip()
    await bidAsTheOthers(stage.market, number)
    const owner = await fetch(`${stage.market.url}/api/notices/${number}/award`)
    const sealed = await owner.text()
    expect(JSON.parse(sealed)).toMatchObject({ opened: false, lots: [] })
    expect(sealed).not.toMatch(/2500000|2600000|3000000|AmountFen/)
    const changes = await fetch(`${stage.market.url}/api/changes?limit=500`)
    expect(await changes.text()).not.toContain('sealed-bid')
  })

  it(
    'the deadline passes, and the award is there by itself',
    { timeout: 240_000 },
    async ({ skip }) => {
      if (!stage.market.passwordOf) return skip()
      await awarded(stage.market, number, OPEN_FOR_MS + 60_000)
      stage.awarded = number
      const page = await stage.visit(`/notices/${number}/award`, 390)
      await page.waitForSelector('text=25,000.00 元')
      await settled(page)
      const text = (await page.textContent('main'))!
      expect(text).toContain('30,000.00')
      expect(text).toContain('26,000.00')
      await fine(page)
      await page.close()
    },
  )

  it('a reader recomputes it in the browser: right as published, wrong with one byte changed', async ({
    skip,
  }) => {
    if (!stage.market.passwordOf) return skip()
    const page = await stage.visit(`/notices/${number}/verify`)
    await page.waitForSelector('text=✓ 通过')
    await settled(page)
    await fine(page)
    await page.click('button:has-text("替我改动服务器种子的一个数字")')
    await page.waitForSelector('text=✕ 不通过')
    await fine(page)
    await page.close()
  })
}
