import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearSupervision } from '../fixture/supervision'
import { settled, violations, WIDTHS } from './chromium'
import { enterAs, openPage, openSite, owes, postsOf, sent, type Site } from './site'

/** By which formula an agency is rated, and what has to be handed in for an item. */
const PAGES: [label: string, who: string, path: string][] = [
  ['formulas', '', '/ratings/formulas'],
  ['formula', 'operator', '/workbench/ratings/formula'],
  ['runs', 'operator', '/workbench/ratings'],
  ['item', 'operator', '/items/S-HJ-001'],
  ['item-listed', '', '/items/S-HJ-002'],
  ['materials', 'operator', '/workbench/materials'],
  ['materials-none', 'operator', '/workbench/materials?q=没有这项服务'],
  ['material-list', 'operator', '/workbench/materials/S-HJ-001'],
  ['material-list-first', 'operator', '/workbench/materials/S-HJ-002'],
  ['material-list-missing', 'operator', '/workbench/materials/S-XX-999'],
]

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())
beforeEach(() => clearSupervision())

describe.each(WIDTHS)('at the $name', ({ name, width, height }) => {
  let context: BrowserContext
  afterEach(() => context.close())

  it.each(PAGES)('the page %s is accessible and fits', async (label, who, path) => {
    context = await enterAs(site, who, width, height)
    await owes(site, context, path, `fm-${label}-${name}`)
  })

  // forms and questions, some with something wrong in them
  it('a formula that is refused is accessible and fits', async () => {
    context = await enterAs(site, 'operator', width, height)
    await owes(
      site,
      context,
      '/workbench/ratings/formula',
      `fm-form-formula-${name}`,
      async (page) => {
        await page.fill('#f-weights-quality', '38')
        await page.fill('#f-grades-b', '95')
        await page.fill('#f-priorHundredths', '九')
        await page.click('form.form button[type=submit]')
        await page.waitForSelector('[role=alert]')
      },
    )
  })

  it('the question before a formula is accessible and fits', async () => {
    context = await enterAs(site, 'operator', width, height)
    await owes(
      site,
      context,
      '/workbench/ratings/formula',
      `fm-form-formula-ask-${name}`,
      async (page) => {
        await page.fill('#f-weights-quality', '40')
        await page.fill('#f-weights-supervision', '15')
        await page.fill('#f-reason', '恢复第 1 版的权重')
        await page.click('form.form button[type=submit]')
        await page.waitForSelector('dialog[open]')
      },
    )
  })

  it('a material list that is refused is accessible and fits', async () => {
    context = await enterAs(site, 'operator', width, height)
    await owes(
      site,
      context,
      '/workbench/materials/S-HJ-001',
      `fm-form-materials-${name}`,
      async (page) => {
        await page.click('button:has-text("增加材料")')
        await page.fill('#f-materials-1-name', '环境影响报告书')
        await page.click('form.form button[type=submit]')
        await page.waitForSelector('[role=alert]')
      },
    )
  })
})

describe('at work', () => {
  let context: BrowserContext
  let page: Page
  const begin = async (who: string, path: string) => {
    context = await enterAs(site, who, 1440)
    page = await openPage(site, context, path)
  }
  const sure = () => page.click('dialog[open] button[type=submit]')
  const focused = () => page.evaluate(() => document.activeElement?.id)
  afterEach(() => context.close())

  it('a formula begins as a copy, its weights are added up, and what is wrong is not sent', async () => {
    await begin('operator', '/workbench/ratings/formula')
    const asked = postsOf(page)
    expect(await page.inputValue('#f-weights-supervision')).toBe('20')
    await page.fill('#f-weights-quality', '40')
    await page.waitForSelector('.sum:has-text("权重合计 105 分，多 5 分")')
    await page.fill('#f-grades-c', '85')
    await page.click('form.form button[type=submit]')
    await page.waitForSelector('[role=alert]:has-text("五项权重之和应为 100，现为 105")')
    const text = await page.textContent('[role=alert]')
    expect(text).toContain('等级的分数线应依次降低')
    expect(text).toContain('警告线应在 C 与 B 的分数线之间')
    expect(text).toContain('请填写理由')
    await page.click('[role=alert] a:has-text("权重之和")')
    expect(await focused()).toBe('f-weights')
    expect(asked).toEqual([])
  })

  it('a formula without a difference is not published', async () => {
    await begin('jianguan', '/workbench/ratings/formula')
    const asked = postsOf(page)
    await page.fill('#f-reason', '没有任何改动')
    await page.click('form.form button[type=submit]')
    await page.waitForSelector('[role=alert]:has-text("与第 2 版没有不同")')
    expect(asked).toEqual([])
  })

  it('a formula is published with its difference and its year, after one is sure', async () => {
    await begin('jianguan', '/workbench/ratings/formula')
    await page.fill('#f-weights-quality', '40')
    await page.fill('#f-weights-completeness', '5')
    await page.fill('#f-priorHundredths', '3.5')
    await page.fill('#f-reason', '提高业主评价的分量')
    await page.click('form.form button[type=submit]')
    const question = (await page.textContent('dialog[open]'))!
    expect(question).toContain('从 2026 年度的测评起适用')
    expect(question).toContain('2025 年度还没有确定')
    expect(question.replace(/\s+/g, '')).toContain('权重：价格公布10分5分')
    const body = await sent(page, '/api/rating-formulas', sure)
    expect(body).toMatchObject({
      basedOn: 2,
      weights: { quality: 40, timeliness: 20, pricing: 15, supervision: 20, completeness: 5 },
      priorHundredths: 350,
      leastContracts: 3,
      deductions: { falseMaterial: 20 },
      grades: { a: 90, b: 80, c: 65 },
      warnBelow: 70,
      reason: '提高业主评价的分量',
    })
    await page.waitForSelector('.done:has-text("已公布第 3 版公式")')
    await page.waitForSelector('h2:has-text("现行：第 3 版")')
    await page.goto(`${site.url}/ratings/formulas`)
    await settled(page)
    expect(await page.textContent('section:has(#v-3)')).toContain('与第 2 版的不同，3 处')
    expect(await page.textContent('section:has(#v-1)')).toContain('用于 2025 年度第 2 版')
  })

  it('what the service refuses of a formula stands beside its fields', async () => {
    await begin('operator', '/workbench/ratings/formula')
    await page.fill('#f-shrinkage', '6')
    await page.fill('#f-reason', '别人抢先了一步')
    await page.click('form.form button[type=submit]')
    await sure()
    await page.waitForSelector('#f-reason-error:has-text("不可用的字符")')
    expect(await page.textContent('#f-grades')).toContain('▲ 等级的分数线应依次降低')
    expect(await page.locator('dialog[open]').count()).toBe(0)
    expect(await violations(page)).toEqual([])
  })

  it('what somebody else published meanwhile is not overwritten', async () => {
    await begin('operator', '/workbench/materials/S-HJ-001')
    await page.fill('#f-materials-1-name', '公众参与篇章')
    await page.fill('#f-reason', '州环保局来函')
    const other = await openPage(site, context, '/workbench/materials/S-HJ-001')
    await other.fill('#f-materials-1-name', '公众参与说明书')
    await other.fill('#f-reason', '省厅统一了名称')
    await other.click('form.form button[type=submit]')
    await other.click('dialog[open] button[type=submit]')
    await other.waitForSelector('.done:has-text("已公布第 4 版材料清单")')
    await page.click('form.form button[type=submit]')
    await sure()
    await page.waitForSelector('text=内容已被他人修改')
  })

  it('a year is computed again by the version that it had, where the operator says so', async () => {
    await begin('operator', '/workbench/ratings')
    await page.fill('#f-year', '2025')
    await page.selectOption('#f-formulaVersion', { label: '第 1 版' })
    const body = await sent(page, '/api/rating-runs', () =>
      page.click('form.form button[type=submit]'),
    )
    expect(body).toEqual({ year: 2025, formulaVersion: 1 })
  })

  it('lines of a material list are added, moved and left out by keyboard, and the focus goes along', async () => {
    await begin('operator', '/workbench/materials/S-HJ-001')
    await page.focus('button:has-text("上移监测原始记录")')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    // at the top only the way down is left
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(
      '下移监测原始记录',
    )
    expect(await page.inputValue('#f-materials-0-name')).toBe('监测原始记录')
    await page.click('button:has-text("删去公众参与说明")')
    expect(await focused()).toBe('f-materials-1-name')
    await page.focus('#add-material')
    await page.keyboard.press('Enter')
    expect(await focused()).toBe('f-materials-2-name')
    await page.keyboard.type('评审意见')
    await page.fill('#f-reason', '州环保局 2026 年第 9 号通知')
    await page.click('form.form button[type=submit]')
    const question = (await page.textContent('dialog[open]'))!
    expect(question).toContain('适用于此后签订的合同')
    expect(question).toContain('增加「评审意见」（必需）')
    expect(question).toContain('删去「公众参与说明」')
    expect(question).toContain('次序有调整')
    const body = await sent(page, '/api/items/S-HJ-001/materials', sure)
    expect(body).toEqual({
      basedOn: 3,
      reason: '州环保局 2026 年第 9 号通知',
      materials: [
        { name: '监测原始记录', required: true },
        { name: '环境影响报告书', required: true },
        { name: '评审意见', required: true },
      ],
    })
    await page.waitForSelector('.done:has-text("已公布第 4 版材料清单")')
    await page.goto(`${site.url}/items/S-HJ-001`)
    await page.waitForSelector('section:has(#materials):has-text("第 4 版")')
    await page.click('summary:has-text("从前的版本（2）")')
    await page.waitForSelector(
      'section:has(#materials) li:has-text("省厅统一了公众参与说明的格式")',
    )
  })

  it('a list in which nothing is required, or a name stands twice, is not sent', async () => {
    await begin('operator', '/workbench/materials/S-HJ-001')
    const asked = postsOf(page)
    for (const box of await page.locator('form.form input[type=checkbox]').all())
      await box.uncheck()
    await page.fill('#f-materials-2-name', '环境影响报告书')
    await page.click('form.form button[type=submit]')
    await page.waitForSelector('#f-materials-2-name-error:has-text("材料名称不能重复")')
    expect(await page.textContent('[role=alert]')).toContain('没有成果不得收费（空收费）')
    await page.click('[role=alert] a:has-text("不能重复")')
    expect(await focused()).toBe('f-materials-2-name')
    expect(asked).toEqual([])
  })

  it('what the service refuses of a material stands at its line', async () => {
    await begin('operator', '/workbench/materials/S-HJ-001')
    await page.fill('#f-materials-1-name', '公众参与说明\uffff')
    await page.fill('#f-reason', '州环保局来函')
    await page.click('form.form button[type=submit]')
    await sure()
    await page.waitForSelector('#f-materials-1-name-error:has-text("不可用的字符")')
  })
})
