import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { settled } from '../browser/chromium'
import { AGENCY, fine, PASSWORD, signIn, type Cast } from './cast'
import type { Stage } from './stage'

/** One of the sample's agencies, whose prices ops/run has published. */
const SOLD = { uscc: '91433125DEM0000227', name: '示例凤鸣环境咨询有限公司' }

/** Whoever is sanctioned or leaves is off the market at once; whoever was overcharged can prove it. */
export function watch(stage: Stage, cast: Cast) {
  let desk: Page
  beforeAll(async () => {
    if (!stage.market.operator) return
    desk = await stage.visit(`/sign-in?next=/workbench/agencies/${SOLD.uscc}`)
    await signIn(desk, 'operator', stage.market.operator.split(':')[1]!)
  })
  afterAll(() => desk?.close())
  async function offers(name: string): Promise<number> {
    const page = await stage.visit('/items/S-HJ-001/offers?base=5000')
    await page.waitForSelector('h2 [role=status]')
    await settled(page)
    const found = await page.locator('.answer').getByText(name).count()
    await page.close()
    return found
  }

  it('a suspended agency is gone from the offers at once, and the reason is public', async ({
    skip,
  }) => {
    if (!stage.market.operator) return skip()
    await desk.waitForSelector(`h1:has-text("${SOLD.name}")`)
    expect(await offers(SOLD.name)).toBeGreaterThan(0)
    await desk.selectOption('#f-kind', 'suspension')
    await desk.fill('#f-ground', '未按公开标价收费')
    await desk.fill('#f-document', '州市监罚〔2026〕12号')
    await desk.click('button:has-text("执行暂停执业决定")')
    await desk.waitForSelector('[role=alert] >> text=请填写止日')
    await fine(desk)
    await desk.fill('#f-to', '2199-12-31')
    await desk.click('button:has-text("执行暂停执业决定")')
    await desk.waitForSelector('#f-to-error >> text=期限不超过十年')
    const nextYear = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10)
    await desk.fill('#f-to', nextYear)
    await desk.click('button:has-text("执行暂停执业决定")')
    await desk.waitForSelector('text=已执行暂停执业决定并公开')
    await desk.waitForSelector('.meta >> text=暂停执业')
    expect(await offers(SOLD.name)).toBe(0)

    const open = await stage.visit(`/agencies/${SOLD.uscc}`)
    await open.waitForSelector('text=未按公开标价收费')
    await fine(open)
    await open.close()
  })

  it('a lifted suspension brings it back, with its prices', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    await desk.click('button:has-text("解除暂停执业")')
    await desk.fill('#reason', '已改正并退还多收的费用')
    await fine(desk)
    await desk.click('dialog[open] >> text=确认')
    await desk.waitForSelector('.meta >> text=正常执业')
    expect(await offers(SOLD.name)).toBeGreaterThan(0)
  })

  it('a charge above the published price is told so, at an address that stays', async () => {
    const page = await stage.visit(
      `/charge-check?item=S-HJ-001&base=5000&amount=168000&uscc=${SOLD.uscc}`,
    )
    await page.waitForSelector('#p-base')
    await page.click('button[type=submit]:has-text("核对")')
    await page.click('[role=alert] a:has-text("请选择谁付的钱")')
    await page.check('input[value=enterprise]')
    await page.click('button[type=submit]:has-text("核对")')
    await page.waitForSelector('h1:has-text("高于公开标价")')
    await settled(page)
    await fine(page)
    const told = await page.textContent('article .facts')
    expect(told).toContain('168,000.00 元')
    const address = new URL((await page.textContent('pre'))!.trim()).pathname
    await page.close()

    const later = await stage.visit(address, 390)
    await later.waitForSelector('h1:has-text("高于公开标价")')
    await expect.poll(() => later.textContent('article .facts')).toBe(told)
    await later.emulateMedia({ media: 'print' })
    expect(await later.isVisible('text=打印本页')).toBe(false)
    expect(await later.isVisible('.print-only')).toBe(true)
    await later.close()
  })

  it('an agency that leaves says why, and its prices end with it', async ({ skip }) => {
    if (!stage.market.operator || !cast.uscc) return skip()
    const page = await stage.visit('/sign-in?next=/workbench/application?step=submit')
    await signIn(page, `a${cast.uscc.toLowerCase()}`, PASSWORD)
    await page.click('section[aria-labelledby=exit] button')
    await page.click('dialog[open] >> text=确认')
    await page.waitForSelector('#reason-error')
    await fine(page)
    await page.fill('#reason', '不再从事这项业务')
    await page.click('dialog[open] >> text=确认')
    await page.waitForSelector('.state >> text=已退出')
    await page.close()

    expect(await offers(AGENCY)).toBe(0)
    const open = await stage.visit(`/agencies/${cast.uscc}`)
    await open.waitForSelector('.meta >> text=已退出')
    await fine(open)
    await open.close()
  })
}
