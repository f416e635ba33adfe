import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { SELLER } from '../fixture/pricing'
import { clearSupervision, OUTSIDER } from '../fixture/supervision'
import { overflow, settled, violations, WIDTHS } from './chromium'
import { enterAs, openSite, owes, picture, type Site } from './site'

/** What supervision finds of an agency, by which formula it counts, and what has to be handed in for an item. */
const work = (uscc = SELLER) => `/workbench/supervision/${uscc}`
const PAGES: [label: string, who: string, path: string][] = [
  ['agency', '', `/agencies/${SELLER}`],
  ['agency-nothing', '', `/agencies/${OUTSIDER}`],
  ['choose', 'jianguan', '/workbench/supervision'],
  ['choose-none', 'jianguan', '/workbench/supervision?q=没有这家机构'],
  ['work-regulator', 'jianguan', work()],
  ['work-operator', 'operator', work()],
  ['work-missing', 'jianguan', work('91430000XXXX00014T')],
  ['work-forbidden', 'qiye', work()],
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
    await owes(site, context, path, `sv-${label}-${name}`)
  })

  // a form, with something wrong in it
  const wrong = async (
    who: string,
    path: string,
    label: string,
    act: (p: Page) => Promise<void>,
  ) => {
    context = await enterAs(site, who, width, height)
    const page = await context.newPage()
    await page.goto(site.url + path)
    await settled(page)
    await act(page)
    await picture(page, `sv-form-${label}-${name}`)
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
  }

  it('a result that is refused is accessible and fits', () =>
    wrong('jianguan', work(), 'result', async (page) => {
      await page.click('button:has-text("登记监督检查结果")')
      await page.fill('#f-year', '2024')
      await page.fill('#f-score', '101')
      await page.click('.panel button[type=submit]')
      await page.waitForSelector('.panel [role=alert]')
    }))

  it('a result that corrects another is accessible and fits', () =>
    wrong('jianguan', work(), 'correction', async (page) => {
      await page.click('button:has-text("登记监督检查结果")')
      await page.fill('#f-year', '2025')
      await page.fill('#f-score', '88')
      await page.waitForSelector('.panel .sum')
    }))

  it('the question before an annulment is accessible and fits', () =>
    wrong('jianguan', work(), 'annulment', async (page) => {
      await page.click('button:has-text("撤销「价格违规」的认定")')
      await page.click('dialog[open] button[type=submit]')
      await page.waitForSelector('#f-reason-error')
    }))

  it('a formula that is refused is accessible and fits', () =>
    wrong('operator', '/workbench/ratings/formula', 'formula', async (page) => {
      await page.fill('#f-weights-quality', '38')
      await page.fill('#f-grades-b', '95')
      await page.fill('#f-priorHundredths', '九')
      await page.click('form.form button[type=submit]')
      await page.waitForSelector('[role=alert]')
    }))

  it('the question before a formula is accessible and fits', () =>
    wrong('operator', '/workbench/ratings/formula', 'formula-ask', async (page) => {
      await page.fill('#f-weights-quality', '40')
      await page.fill('#f-weights-supervision', '15')
      await page.fill('#f-reason', '恢复第 1 版的权重')
      await page.click('form.form button[type=submit]')
      await page.waitForSelector('dialog[open]')
    }))

  it('a material list that is refused is accessible and fits', () =>
    wrong('operator', '/workbench/materials/S-HJ-001', 'materials', async (page) => {
      await page.click('button:has-text("增加材料")')
      await page.fill('#f-materials-1-name', '环境影响报告书')
      await page.click('form.form button[type=submit]')
      await page.waitForSelector('[role=alert]')
    }))
})

describe('at work', () => {
  let context: BrowserContext
  let page: Page
  const begin = async (who: string, path: string) => {
    context = await enterAs(site, who, 1440)
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
  const posts = () => {
    const all: string[] = []
    page.on('request', (r) => r.method() === 'POST' && all.push(r.url()))
    return all
  }
  const sure = () => page.click('dialog[open] button[type=submit]')
  const focused = () => page.evaluate(() => document.activeElement?.id)
  afterEach(() => context.close())

  it('a regulator finds an agency by name, and leads from the menu', async () => {
    await begin('jianguan', '/workbench')
    await page.click('#bench-nav a:has-text("监督检查")')
    await settled(page)
    await page.fill('#find', '凤鸣')
    await page.click('form.find button')
    await page.waitForURL(/q=/)
    await page.click('main a:has-text("凤鸣")')
    await page.waitForURL(/supervision\/\w{18}$/)
    await page.waitForSelector('button:has-text("登记监督检查结果")')
  })

  it('a result says what it counts for and what it corrects, and the one before stays', async () => {
    await begin('jianguan', work())
    await page.click('button:has-text("登记监督检查结果")')
    expect(await focused()).toBe('f-year')
    await page.fill('#f-year', '2025')
    await page.fill('#f-score', '90')
    await page.waitForSelector('.sum:has-text("90 分在该年度的测评中计 18.00 分，满分 20 分")')
    expect(await page.textContent('.panel')).toContain('2025 年度已登记 84 分；这一次是更正')
    await page.fill('#f-ground', '第三次复查，全部整改。')
    const body = await sent('/supervision-results', () => page.click('.panel button[type=submit]'))
    expect(body).toEqual({ year: 2025, score: 90, ground: '第三次复查，全部整改。' })
    await page.waitForSelector('.done:has-text("已登记 2025 年度监督检查 90 分")')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('done')
    await page.waitForSelector('tr:has-text("84 分"):has-text("已被更正，不计入")')
  })

  it('a result without points, of a year to come or without a ground is not even sent', async () => {
    await begin('jianguan', work())
    await page.click('button:has-text("登记监督检查结果")')
    const asked = posts()
    await page.fill('#f-year', '2099')
    await page.fill('#f-score', '89.5')
    await page.click('.panel button[type=submit]')
    await page.waitForSelector('#f-ground-error:has-text("请填写依据")')
    expect(await page.textContent('#f-year-error')).toMatch(/年度应为 2000 至 20\d\d/)
    expect(await page.textContent('#f-score-error')).toContain('0 至 100 的整数')
    await page.click('.panel [role=alert] a >> nth=1')
    expect(await focused()).toBe('f-score')
    expect(asked).toEqual([])
  })

  it('an agency of another region is refused in words that say who may', async () => {
    await begin('jianguan', '/workbench')
    await page.route(`**/api/agencies/${OUTSIDER}`, async (route) => {
      const agency = (await (await route.fetch()).json()) as object
      return route.fulfill({ json: { ...agency, regionCode: '430100', regions: [] } })
    })
    await page.goto(site.url + work(OUTSIDER))
    await page.waitForSelector('[role=note]:has-text("本部门不能登记检查结果或撤销认定")')
    await page.click('button:has-text("登记监督检查结果")')
    await page.fill('#f-score', '80')
    await page.fill('#f-ground', '年度检查')
    await page.click('.panel button[type=submit]')
    await page.waitForSelector('.problem:has-text("请由所在区域的监管部门登记")')
  })

  it('the operator records nothing, but annuls a finding with a reason that everybody reads', async () => {
    await begin('operator', work())
    expect(await page.locator('button:has-text("登记监督检查结果")').count()).toBe(0)
    await page.click('button:has-text("撤销「价格违规」的认定")')
    await sure()
    await page.waitForSelector('#f-reason-error')
    await page.fill('#f-reason', '发票已查到，不属合同之外收费。')
    const body = await sent('/annulments', sure)
    expect(body).toEqual({ reason: '发票已查到，不属合同之外收费。' })
    await page.waitForSelector('.done:has-text("已撤销认定")')
    await page.goto(`${site.url}/agencies/${SELLER}`)
    await settled(page)
    const row = page.locator('li:has-text("发票已查到")')
    expect(await row.textContent()).toContain('价格违规（已撤销）')
    expect(await row.textContent()).toContain('以后的测评不再计入')
  })

  it('a finding that was annulled is shown, and cannot be annulled again', async () => {
    await begin('jianguan', work())
    expect(await page.locator('li:has-text("弄虚作假（已撤销）")').count()).toBe(1)
    expect(await page.locator('button:has-text("弄虚作假")').count()).toBe(0)
  })

  it('a long list grows on the page of the agency', async () => {
    await begin('', '/agencies')
    await page.route(/supervision-results/, (route) => {
      const from = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0)
      const items = Array.from({ length: 10 }, (_, i) => ({
        year: 2025 - from - i,
        resultNo: 1,
        score: 90,
        ground: '年度检查',
        counts: true,
        at: '2026-01-05T02:00:00Z',
        place: String(from + i),
      }))
      return route.fulfill({ json: { items, total: 20, nextCursor: from ? null : '10' } })
    })
    await page.goto(`${site.url}/agencies/${SELLER}`)
    await page.click('section:has(#results-title) button:has-text("加载更多")')
    await page.waitForSelector('td:has-text("2006 年度")')
    expect(await page.locator('section:has(#results-title) tbody tr').count()).toBe(20)
  })

  it('results that cannot be read leave the rest of the page, and a way to ask again', async () => {
    await begin('', '/agencies')
    let down = true
    await page.route(/supervision-results/, (route) =>
      down ? route.fulfill({ status: 503, body: '' }) : route.continue(),
    )
    await page.goto(`${site.url}/agencies/${SELLER}`)
    await page.waitForSelector('section:has(#results-title) .problem')
    await page.waitForSelector('li:has-text("弄虚作假（已撤销）")')
    down = false
    await page.click('section:has(#results-title) .problem button')
    await page.waitForSelector('td:has-text("2025 年度，第 2 次")')
  })

  it('a formula begins as a copy, its weights are added up, and what is wrong is not sent', async () => {
    await begin('operator', '/workbench/ratings/formula')
    const asked = posts()
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
    const asked = posts()
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
    const body = await sent('/api/rating-formulas', sure)
    expect(body).toMatchObject({
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

  it('a year is computed again by the version that it had, where the operator says so', async () => {
    await begin('operator', '/workbench/ratings')
    await page.fill('#f-year', '2025')
    await page.selectOption('#f-formulaVersion', { label: '第 1 版' })
    const body = await sent('/api/rating-runs', () => page.click('form.form button[type=submit]'))
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
    await page.click('form.form button[type=submit]')
    const question = (await page.textContent('dialog[open]'))!
    expect(question).toContain('适用于此后签订的合同')
    expect(question).toContain('增加「评审意见」（必需）')
    expect(question).toContain('删去「公众参与说明」')
    expect(question).toContain('次序有调整')
    const body = await sent('/api/items/S-HJ-001/materials', sure)
    expect(body).toEqual({
      materials: [
        { name: '监测原始记录', required: true },
        { name: '环境影响报告书', required: true },
        { name: '评审意见', required: true },
      ],
    })
    await page.waitForSelector('.done:has-text("已公布第 4 版材料清单")')
    await page.goto(`${site.url}/items/S-HJ-001`)
    await page.waitForSelector('section:has(#materials):has-text("第 4 版")')
  })

  it('a list in which nothing is required, or a name stands twice, is not sent', async () => {
    await begin('operator', '/workbench/materials/S-HJ-001')
    const asked = posts()
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
    await page.click('form.form button[type=submit]')
    await sure()
    await page.waitForSelector('#f-materials-1-name-error:has-text("不可用的字符")')
  })
})
