import type { Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { settled } from '../browser/chromium'
import { fine, signIn } from './cast'
import type { Stage } from './stage'

/** From the report to the stars, in two browsers: handed in, returned, mended, accepted, evaluated, appealed. */
export function delivery(stage: Stage) {
  let owner: Page
  let agency: Page
  afterAll(async () => {
    await owner?.close()
    await agency?.close()
  })
  const number = () => `HT${stage.awarded!.slice(2)}-1`
  const at = (part: string) => `/workbench/contracts/${number()}/${part}`
  const pdf = (text: string) => ({
    name: `${text}.pdf`,
    mimeType: 'application/pdf',
    buffer: Buffer.from(`%PDF-1.7\n% ${text} ${number()}\n%%EOF\n`),
  })

  async function handIn() {
    await agency.click('.does button:has-text("提交成果")')
    await agency.fill('#f-signatories-0-name', '张三')
    await agency.fill('#f-signatories-0-certificate', 'HP-0043')
    await agency.click('.panel button[type=submit]')
    await agency.waitForSelector('.done:has-text("已提交成果")')
  }

  async function answer(word: string, said: string, reason?: string) {
    await owner.reload()
    await owner.click(`button:has-text("${word}")`)
    if (reason) await owner.fill('#f-reason', reason)
    await owner.click('dialog[open] button[type=submit]')
    await owner.waitForSelector(`.done:has-text("${said}")`)
  }

  it('the agency hands a file in for each material, as a whole', async ({ skip }) => {
    if (!stage.market.passwordOf || !stage.awarded) return skip()
    agency = await stage.visit(`/sign-in?next=${at('delivery')}`)
    await signIn(agency, 'ag-003', stage.market.passwordOf('sample'))
    await agency.waitForSelector('text=材料清单还缺')
    await settled(agency)
    await fine(agency)
    const wanted = await agency.locator('button:has-text("添加文件")').count()
    for (let nth = 0; nth < wanted; nth++) {
      await agency.click(`button:has-text("添加文件") >> nth=${nth}`)
      await agency.setInputFiles(`#f-file-${nth + 1}`, pdf(`成果 ${nth + 1}`))
      await agency.waitForSelector(`text=成果 ${nth + 1}.pdf`)
    }
    await handIn()
  })

  it('the owner returns it with a reason, and accepts what was mended', async ({ skip }) => {
    if (!agency) return skip()
    owner = await stage.visit(`/sign-in?next=${at('delivery')}`)
    await signIn(owner, 'qiye', stage.market.passwordOf!('enterprise'))
    await owner.waitForSelector('button:has-text("退回修改")')
    await settled(owner)
    await fine(owner)
    await answer('退回修改', '已退回修改', '第三章的现状监测数据缺少原始记录')
    await agency.reload()
    await agency.waitForSelector('text=上一次提交已被退回')
    await agency.click('button:has-text("替换") >> nth=0')
    await agency.setInputFiles('#f-file-1', pdf('修改稿'))
    await agency.waitForSelector('text=修改稿.pdf')
    await handIn()
    await answer('验收通过', '已验收')
    await settled(owner)
    await fine(owner)
  })

  it('it is evaluated once, answered and appealed', async ({ skip }) => {
    if (!owner) return skip()
    await owner.goto(stage.market.url + at('evaluation'))
    for (const [name, stars] of [
      ['quality', 3],
      ['timeliness', 3],
      ['attitude', 4],
      ['charging', 3],
    ] as const)
      await owner.check(`input[name=${name}][value="${stars}"]`)
    await owner.click('.panel button[type=submit]')
    await owner.waitForSelector('.done:has-text("已评价")')
    await settled(owner)
    await fine(owner)
    await agency.goto(stage.market.url + at('evaluation'))
    await agency.click('button:text-is("申诉")')
    await agency.fill('#f-words', '评价与事实不符，我方按期交付。')
    await agency.click('dialog[open] button[type=submit]')
    await agency.waitForSelector('text=等待运行机构处理')
    await settled(agency)
    await fine(agency)
  })

  it('the operator decides, and everybody reads the mean on a phone', async ({ skip }) => {
    if (!owner) return skip()
    const operator = await stage.visit('/sign-in?next=/workbench/evaluation-appeals')
    await signIn(operator, 'operator', stage.market.passwordOf!('operator'))
    await operator.click('button:has-text("申诉不成立")')
    await operator.fill('#f-reason', '经核实，业主的评价属实')
    await operator.click('dialog[open] button[type=submit]')
    await operator.waitForSelector('.done:has-text("申诉不成立")')
    await fine(operator)
    await operator.close()
    const record = await fetch(`${stage.market.url}/api/contract-register/${number()}`)
    const { agency: party, status } = (await record.json()) as {
      agency: { uscc: string }
      status: string
    }
    expect(status).toBe('accepted')
    const page = await stage.visit(`/agencies/${party.uscc}`, 390)
    await page.waitForSelector('text=1 份评价的平均')
    await settled(page)
    await fine(page)
    expect(await page.textContent('#a-evaluations ~ .means')).toContain('3.25')
    await page.close()
  })
}
