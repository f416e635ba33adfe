import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { settled } from '../browser/chromium'
import { AGENCY, fine, PASSWORD, registerPerson, signIn, type Cast } from './cast'
import type { Stage } from './stage'

const OFFERS = '/items/S-HJ-001/offers?base=5000&county=433101'

/** An agency publishes a price that binds it, and raises it; others see what is theirs and no more. */
export function prices(stage: Stage, cast: Cast) {
  const guests: Page[] = []
  afterAll(async () => {
    for (const page of [cast.agency, ...guests]) await page?.close()
  })
  const send = () => cast.agency.click('button[type=submit]:has-text("公布")')
  const told = (text: string | RegExp) =>
    cast.agency.waitForSelector(`[role=alert] >> text=${String(text)}`)
  async function editor() {
    await cast.agency.goto(`${stage.market.url}/workbench/prices`)
    await cast.agency.click('button:has-text("公布一个价格")')
    await cast.agency.waitForSelector('#f-itemCode')
  }
  /** The agency's line among the offers of 环评 in 吉首 for a project of 50 million yuan. */
  async function offered(): Promise<string> {
    const page = await stage.visit(OFFERS)
    await page.waitForSelector(`text=${AGENCY}`)
    await settled(page)
    const text = (await page.locator('tr, li').filter({ hasText: AGENCY }).first().textContent())!
    await fine(page)
    await page.close()
    return text
  }

  it('a price outside of the lawful interval is refused with the rule', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    const page = cast.agency
    await editor()
    await page.selectOption('#f-itemCode', 'S-JD-002')
    await page.selectOption('#f-form', 'factor')
    await page.waitForSelector('#f-ruleId option[value=R-JD-DOC-HN2021]', { state: 'attached' })
    await page.selectOption('#f-ruleId', 'R-JD-DOC-HN2021')
    for (const factor of ['1.2', '0.8']) {
      await page.fill('#f-factor', factor)
      await page.waitForSelector(`#f-factor-error >> text=给出的是 ${factor}`)
      expect(await page.textContent('.lawful')).toContain('湘发改价费规〔2021〕798号')
      await send()
      await told('湘发改价费规〔2021〕798号规定的浮动范围为 1 至 1 倍')
    }
    await fine(page)
    await page.fill('#f-factor', '1')
    await page.waitForSelector('text=✓ 可以公布')
    await send()
    await page.waitForSelector('.done >> text=已公布：文书司法鉴定')
  })

  it.each([
    ['nothing', '0', '', '应为'],
    ['parts of a fen', '10.005', '', '至多 2 位小数'],
    ['words', '面议', '', '不接受“面议”'],
    ['yesterday', '80000', '2026-01-01', '价格不溯及既往'],
  ])('a price of %s is refused at its field', async (_, amount, from, said) => {
    if (!stage.market.operator) return
    await editor()
    await cast.agency.selectOption('#f-itemCode', 'S-HJ-001')
    await cast.agency.fill('#f-amount', amount)
    if (from) await cast.agency.fill('#f-validFrom', from)
    await send()
    await told(said)
    const id = from ? '#f-validFrom' : '#f-amount'
    expect(await cast.agency.getAttribute(id, 'aria-invalid')).toBe('true')
  })

  it('the draft is opened, made a multiple of the benchmark and published', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    const page = cast.agency
    await page.goto(`${stage.market.url}/workbench/prices`)
    await page.click('.drafts button:has-text("打开")')
    expect(await page.inputValue('#f-amount')).toBe('90000')
    await page.selectOption('#f-form', 'factor')
    await page.waitForSelector('#f-ruleId option[value=R-EIA-BOOK-2011]', { state: 'attached' })
    await page.selectOption('#f-ruleId', 'R-EIA-BOOK-2011')
    await page.fill('#f-factor', '1.16')
    await page.fill('aside #p-base', '5000')
    await page.waitForSelector('.example >> text=81,882.35 元')
    await page.waitForSelector('.benchmark >> text=/56,470.59.*84,705.88/')
    await fine(page)
    await send()
    await page.waitForSelector('.done >> text=已公布：环境影响报告书编制')
    await page.click('.drafts button:has-text("删除")')
    await page.waitForSelector('.done >> text=已删除草稿')
  })

  it('stands among the offers of its county, computed for 50 million yuan', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    expect(await offered()).toContain('81,882.35')
  })

  it('can be raised, but not at once, and until then the old price binds', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    const page = cast.agency
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    await page.goto(`${stage.market.url}/workbench/prices`)
    await page.locator('tr', { hasText: '环境影响报告书' }).locator('text=调价').click()
    await page.waitForSelector('#f-factor')
    expect(await page.inputValue('#f-factor')).toBe('1.16')
    await page.fill('#f-factor', '1.2')
    await page.fill('#f-validFrom', today)
    await send()
    await told(/应提前公布，最早自 \d{4}-\d\d-\d\d 起/)
    await page.fill('#f-validFrom', '')
    await send()
    await page.waitForSelector('.done >> text=已公布')
    expect(await offered()).toContain('81,882.35')
  })

  it('has a history with every version, drawn as steps', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    const page = await stage.visit(`/agencies/${cast.uscc}/prices/S-HJ-001`)
    await page.waitForSelector('figure svg')
    expect(await page.locator('svg .step').count()).toBe(2)
    expect(await page.locator('svg .step.upcoming').count()).toBe(1)
    expect(await page.locator('tbody tr').count()).toBe(2)
    await fine(page)
    await page.close()
  })

  it('an enterprise and a regulator see what is theirs, and nothing of the desk', async ({
    skip,
  }) => {
    if (!stage.market.operator) return skip()
    const enterprise = await stage.visit('/register')
    guests.push(enterprise)
    await registerPerson(enterprise, '向往', `e${cast.uscc.toLowerCase()}`)

    const operator = await stage.visit('/sign-in?next=/workbench/accounts')
    guests.push(operator)
    await signIn(operator, 'operator', stage.market.operator.split(':')[1]!)
    await operator.click('button:has-text("建立账户")')
    await operator.waitForSelector('#n-f-username')
    const name = `r${cast.uscc.toLowerCase()}`
    await operator.fill('#n-f-username', name)
    await operator.fill('#n-f-displayName', '监管员')
    await operator.fill('#n-f-password', PASSWORD)
    await operator.selectOption('#n-f-departmentCode', { index: 1 })
    await operator.selectOption('#n-f-regionCode', { index: 1 })
    await operator.click('#new-account button[type=submit]')
    await operator.waitForSelector(`text=已建立账户 ${name}`)
    const regulator = await stage.visit('/sign-in')
    guests.push(regulator)
    await signIn(regulator, name, PASSWORD)

    for (const page of [enterprise, regulator]) {
      await settled(page)
      const links = await page.locator('nav[aria-label=工作台] a').allTextContents()
      for (const other of ['入驻审核', '价格清单', '账户管理']) expect(links).not.toContain(other)
      await page.goto(`${stage.market.url}/workbench/queue`)
      await page.waitForSelector('text=这个页面不归当前身份使用')
      const paths = ['/api/agency-applications', '/api/accounts', '/api/price-list']
      const answers = await page.evaluate(
        (all) => Promise.all(all.map((path) => fetch(path).then((answer) => answer.status))),
        paths,
      )
      expect(answers).toEqual([403, 403, 403])
      await fine(page)
    }
  })
}
