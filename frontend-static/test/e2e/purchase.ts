import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { settled } from '../browser/chromium'
import { fine, freshUscc, PASSWORD, signIn } from './cast'
import type { Stage } from './stage'

const COUNTY = '433127'
const TITLE = '端到端水土保持方案采购'

/** From a need to a notice that everybody reads; the county's terms make it short, not a back door. */
export function purchase(stage: Stage) {
  let owner: Page
  let desk: Page
  afterAll(async () => {
    await owner?.close()
    await desk?.close()
  })
  const onward = (step: string) =>
    Promise.all([
      owner.waitForURL(`**step=${step}`),
      owner.click('button:has-text("保存并继续")'),
    ]).then(() => settled(owner))

  it('the operator sets the terms of a county', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    desk = await stage.visit(`/sign-in?next=/workbench/tender-terms?region=${COUNTY}`)
    await signIn(desk, 'operator', stage.market.operator.split(':')[1]!)
    await settled(desk)
    await desk.selectOption('#terms-region', COUNTY)
    await settled(desk)
    await desk.click('button[aria-label="修改随机抽取、社会资金的规则"]')
    await desk.fill('#f-noticeDays', '61')
    await desk.click('dialog[open] button:has-text("保存")')
    await desk.waitForSelector('#f-noticeDays-error')
    await desk.fill('#f-noticeDays', '0')
    await desk.uncheck('#f-closesOnWorkingDays')
    await desk.click('dialog[open] button:has-text("保存")')
    await desk.waitForSelector('text=/已保存：永顺县/')
    await settled(desk)
    await fine(desk)
  })

  it('an owner begins with what it has to do, and learns what that takes', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    owner = await stage.visit('/register')
    const uscc = freshUscc()
    await owner.check('input[value=enterprise]')
    await owner.fill('#f-organisation-uscc', uscc)
    await owner.fill('#f-organisation-name', '端到端项目业主有限公司')
    await owner.fill('#f-displayName', '向明')
    await owner.fill('#f-username', `e${uscc.toLowerCase()}`)
    await owner.fill('#f-password', PASSWORD)
    await owner.fill('#f-again', PASSWORD)
    await owner.click('button[type=submit]')
    await owner.waitForURL('**/workbench**')
    await owner.goto(`${stage.market.url}/acts/A-SLJ-001`)
    await owner.click('a:has-text("发起采购")')
    await owner.waitForURL('**/workbench/requests/new**')
    await owner.selectOption('#f-regionCode', COUNTY)
    await owner.check('li:has-text("水土保持方案报告书编制") input')
    await fine(owner)
    await owner.click('button:has-text("开始起草")')
    await owner.waitForURL('**/edit?step=project')
    await settled(owner)
  })

  it('is told at the field what is missing, and writes the request', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    await owner.click('button:has-text("保存并继续")')
    await owner.waitForSelector('[role=alert] >> text=资金来源')
    await fine(owner)
    await owner.fill('#f-projectName', '永顺县端到端水库工程')
    await owner.fill('#f-title', TITLE)
    await owner.check('input[value=social]')
    await owner.fill('#f-description', '编制水土保持方案报告书，并协助通过技术评审。')
    await owner.waitForSelector('text=/已保存于/')
    await expect.poll(() => owner.locator('[role=alert]').count()).toBe(0)
    await onward('lots')
    await owner.fill('#f-lots-0-budgetFen', '5万')
    await owner.waitForSelector('.ceiling >> text=50,000.00 元')
    await fine(owner)
    await onward('wanted')
    await owner.fill('#f-serviceDays', '20')
    await owner.check('#f-declared')
    await onward('method')
    await owner.check('input[value=random_draw]')
    await onward('time')
    await owner.waitForSelector('text=没有公告期要求')
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
    await owner.fill('#f-closesAt', tomorrow)
    await fine(owner)
    await onward('preview')
    await expect.poll(() => owner.locator('[role=alert]').count()).toBe(0)
    await fine(owner)
  })

  it('publishes, and everybody reads it with the time that is left', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    await owner.click('button:has-text("提交并公告")')
    await owner.click('button:has-text("确认公告")')
    await owner.waitForSelector('a:has-text("查看公告")')
    await settled(owner)
    await fine(owner)
    const path = await owner.getAttribute('a:has-text("查看公告")', 'href')
    const list = await stage.visit('/notices?region=433127', 390)
    await settled(list)
    await list.click(`a:has-text("${TITLE}")`)
    await list.waitForURL(`**${path}`)
    await list.waitForSelector('text=已按市场时钟校准')
    expect(await list.textContent('article')).toContain('50,000.00 元')
    await fine(list)
    await list.close()
  })

  it('an owner withdraws it with a ground that stays', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    await owner.click('button:has-text("撤销公告")')
    await owner.fill('#reason', '端到端演练结束，撤销本次采购。')
    await owner.click('dialog[open] button:has-text("确认")')
    await owner.waitForSelector('text=公告已撤销')
    await settled(owner)
    expect(await owner.textContent('.timeline')).toContain('端到端演练结束')
    await fine(owner)
  })
}
