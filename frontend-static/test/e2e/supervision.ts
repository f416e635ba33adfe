import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { settled } from '../browser/chromium'
import { fine, signIn } from './cast'
import type { Stage } from './stage'

/** A complaint with its effect, and a year's rating that a script outside recomputes to the byte. */
export function supervision(stage: Stage) {
  let owner: Page
  let regulator: Page
  let number = ''
  afterAll(async () => {
    await owner?.close()
    await regulator?.close()
  })
  const contract = () => `HT${stage.awarded!.slice(2)}-1`
  const year = () => new Date().getFullYear() - 1

  async function stateOf(version: number) {
    const run = await fetch(`${stage.market.url}/api/rating-runs/${year()}/${version}`)
    return run.ok ? ((await run.json()) as { status: string }).status : 'computing'
  }

  /** What the script outside says of a version that it recomputed. */
  async function recomputed(version: number) {
    const which = [stage.market.url, String(year()), String(version)]
    return (await promisify(execFile)('node', ['../ops/verify/rating.mjs', ...which])).stdout
  }

  it('a party of the contract complains, and is given a number and a token', async ({ skip }) => {
    if (!stage.market.passwordOf || !stage.awarded) return skip()
    owner = await stage.visit(`/sign-in?next=/workbench/complaints/new?about=${contract()}`)
    await signIn(owner, 'qiye', stage.market.passwordOf('enterprise'))
    await owner.waitForSelector('#f-text')
    await owner.fill('#f-contractNumber', contract())
    await owner.fill('#f-text', '受托方以打印费的名义在合同之外收取 100 元，请求责令退还。')
    await owner.click('form.form button[type=submit]')
    await owner.waitForSelector('text=查询码只显示这一次')
    await settled(owner)
    await fine(owner)
    number = /TS-\d{6}-\d{8}-\d+/.exec((await owner.textContent('main'))!)![0]
  })

  it('the price authority takes it up and decides; what is owed stands in the reconciliation', async ({
    skip,
  }) => {
    if (!number) return skip()
    regulator = await stage.visit(`/sign-in?next=/workbench/complaints/${number}`)
    await signIn(regulator, 'jianguan', stage.market.passwordOf!('regulator'))
    await regulator.click('button:text-is("受理")')
    await regulator.click('dialog[open] button[type=submit]')
    await regulator.waitForSelector('.done:has-text("已受理")')
    await settled(regulator)
    await fine(regulator)
    const agency = await stage.visit(`/sign-in?next=/workbench/complaints/${number}`)
    await signIn(agency, 'ag-003', stage.market.passwordOf!('sample'))
    await agency.click('button:text-is("陈述")')
    await agency.fill('#f-text', '打印费是业主另行要求加印报告的费用。')
    await agency.click('dialog[open] button[type=submit]')
    await agency.waitForSelector('.done:has-text("已陈述")')
    await fine(agency)
    await agency.close()
    await regulator.reload()
    await regulator.click('button:has-text("作出处理决定")')
    await regulator.fill('#f-effects-refundFen', '100')
    await regulator.check('.effects input[value=price_violation]')
    await regulator.fill('#f-findings', '经核实，打印费不在合同和公布的价格之内。')
    await regulator.fill('#f-summary', '该机构在合同之外收取打印费 100 元，责令退还。')
    await regulator.click('.panel button[type=submit]')
    await regulator.waitForSelector('.done:has-text("已作出处理决定")')
    await fine(regulator)
    const charges = await owner.request.get(
      `${stage.market.url}/api/contracts/${contract()}/charges`,
    )
    expect(await charges.json()).toMatchObject({ refundOwedFen: 10_000 })
  })

  it('everybody reads the outcome on a phone, and not who complained', async ({ skip }) => {
    if (!number) return skip()
    const page = await stage.visit(`/complaints/${number}`, 390)
    await page.waitForSelector('text=责令退费')
    await settled(page)
    await fine(page)
    await page.close()
  })

  it('the operator rates last year; a script outside comes to the same bytes', async ({ skip }) => {
    if (!number) return skip()
    const operator = await stage.visit('/sign-in?next=/workbench/ratings')
    await signIn(operator, 'operator', stage.market.passwordOf!('operator'))
    await operator.fill('#f-year', String(year() + 1))
    await operator.click('form.form button[type=submit]')
    await operator.waitForSelector('#f-year-error')
    await operator.fill('#f-year', String(year()))
    await operator.click('form.form button[type=submit]')
    await operator.waitForSelector('.done:has-text("已开始计算")')
    await expect.poll(() => stateOf(1), { timeout: 30_000 }).toBe('publicity')
    await operator.goto(`${stage.market.url}/workbench/ratings/${year()}/1`)
    await operator.waitForSelector('text=公示中')
    await settled(operator)
    await fine(operator)
    await operator.close()
    expect(await recomputed(1)).toMatch(/^通过/)
    const page = await stage.visit('/ratings', 390)
    await page.waitForSelector('text=不定级')
    await settled(page)
    await fine(page)
    await page.close()
  })

  it('an agency appeals; that is upheld, and a second version is rated beside the first', async ({
    skip,
  }) => {
    if (!number) return skip()
    const agency = await stage.visit('/sign-in?next=/workbench/ratings')
    await signIn(agency, 'ag-003', stage.market.passwordOf!('sample'))
    await agency.click('button:text-is("申诉")')
    await agency.fill(
      '#f-text',
      '我方上一年度完成的合同没有计入，请核实。\n附：合同编号与验收日期。',
    )
    await agency.click('dialog[open] button[type=submit]')
    await agency.waitForSelector('text=等待处理')
    await settled(agency)
    await fine(agency)
    await agency.close()

    const operator = await stage.visit(`/sign-in?next=/workbench/ratings/${year()}/1`)
    await signIn(operator, 'operator', stage.market.passwordOf!('operator'))
    await operator.click('button:text-is("处理申诉")')
    await operator.selectOption('#f-decision', 'upheld')
    await operator.fill('#f-reason', '经核实，应重新计算')
    await operator.click('dialog[open] button[type=submit]')
    await operator.waitForSelector('.done:has-text("已处理申诉")')
    await fine(operator)
    await operator.goto(`${stage.market.url}/workbench/ratings`)
    await operator.fill('#f-year', String(year()))
    await operator.click('form.form button[type=submit]')
    await operator.waitForSelector('.done:has-text("已开始计算")')
    await operator.close()
    await expect.poll(() => stateOf(2), { timeout: 30_000 }).toBe('publicity')
    expect(await recomputed(2)).toMatch(/^通过/)
    expect(await recomputed(1)).toMatch(/^通过/)
  })
}
