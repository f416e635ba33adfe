import type { Page } from 'playwright-core'
import { afterEach, expect, it } from 'vitest'
import { settled } from '../browser/chromium'
import type { Stage } from './stage'

/** An enterprise wants a permit: what it needs, who pays, what it may lawfully cost. */
export function story(stage: Stage, foreign: string[]) {
  let page: Page
  afterEach(async () => {
    expect(foreign).toEqual([])
    await page.close()
  })

  it.each(['环评', 'huanping', 'hp'])(
    '%s finds the services and the permits, with facets',
    async (typed) => {
      page = await stage.visit('/')
      await page.fill('[role=combobox]', typed)
      await page.waitForSelector('[role=option]')
      const offered = await page.locator('[role=option]').allTextContents()
      expect(offered.some((text) => text.includes('环境影响'))).toBe(true)

      await page.keyboard.press('Enter')
      await page.waitForURL('**/search?q=*')
      await settled(page)

      expect(await page.locator('section ol > li').count()).toBeGreaterThan(5)
      expect(await page.locator('section ol em, section ol mark').count()).toBeGreaterThan(0)
      const facets = await page.locator('.column legend').allTextContents()
      expect(facets).toEqual(['类型', '行政事项类别', '主管部门', '服务类别', '定价方式', '付费方'])
      expect(await page.isVisible('text=搜索引擎暂不可用')).toBe(false)
    },
  )

  it('leads from the permit to the interval, its working, its document and the plot', async () => {
    page = await stage.visit('/search?q=环评&type=act')
    await page.click('section ol >> text=建设项目环境影响评价审批')
    await page.waitForURL('**/acts/A-STHJ-001')
    await page.waitForSelector('text=办这件事需要什么')
    expect(await page.textContent('article')).toContain('视项目情况适用')

    await page.click('h3 >> text=环境影响报告书编制')
    await page.waitForURL('**/items/S-HJ-001')
    await page.fill('#p-base', '5000')
    await page.waitForSelector('.amount')

    const result = page.locator('.result').last()
    expect(await result.locator('.amount').textContent()).toMatch(/56,470\.59.*84,705\.88/)
    expect(await result.locator('h3').textContent()).toBe('市场调节价 · 参考基准，不是法定上限')
    expect(await result.getAttribute('class')).toContain('result--reference')
    expect(await result.textContent()).toContain('计价格〔2002〕125号')
    const steps = await page.locator('.working .step').allTextContents()
    expect(steps).toEqual(expect.arrayContaining(['插值', '浮动', '取整']))
    await page.waitForSelector('.plot .own')
    expect(await page.textContent('.panel h3')).toContain('不是法定上限')
    expect(page.url()).toContain('base=5000')
  })

  it('warns that the enterprise does not pay for what government pays', async () => {
    page = await stage.visit('/items/S-HJ-003?base=5000')
    await page.waitForSelector('.amount')
    expect(await page.textContent('h2#payer')).toBe('由政府付费，向企业收取即属违规')
    expect(await page.locator('.result').last().textContent()).toContain('以下金额不得向企业收取')
  })

  it('frames a rule in force as law, and says that nobody has verified it', async () => {
    page = await stage.visit('/items/S-JD-002?selector=笔迹鉴定')
    await page.waitForSelector('.amount')
    const result = page.locator('.result').last()
    expect(await result.locator('h3').textContent()).toMatch(/^政府指导价 · 法定.+（待核实）$/)
    expect(await result.getAttribute('class')).toContain('result--pending')
    expect(await result.locator('.mark').count()).toBeGreaterThan(0)
  })

  it.each([
    ['a base below the first row', '/items/S-ZX-012?base=100', '无现行收费标准'],
    ['amounts that nobody knows', '/items/S-SC-004', '无现行收费标准'],
    ['no rule at all', '/items/S-HJ-005', '没有收费标准'],
  ])('says honestly that no standard applies: %s', async (_, path, said) => {
    page = await stage.visit(path)
    await page.waitForSelector(`text=${said}`)
    expect(await page.locator('.amount').count()).toBe(0)
  })

  it('names the field when the API refuses a figure', async () => {
    page = await stage.visit('/items/S-ZX-001?base=5000&factors.complexity=3')
    await page.waitForSelector('.error')
    expect(await page.getAttribute('#p-factors-complexity', 'aria-invalid')).toBe('true')
  })

  it('goes by keyboard alone, from the box to the price and the plot', async () => {
    page = await stage.visit('/')
    await page.waitForSelector('.figures')
    expect(await focused(page)).toContain('combobox')
    await page.keyboard.type('hp')
    await page.waitForSelector('[role=option]')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/search?q=hp')
    await settled(page)

    await tabTo(page, '/items/S-HJ-001')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/items/S-HJ-001')
    await page.waitForSelector('#p-base')
    await tabTo(page, 'p-base')
    await page.keyboard.type('5000')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.amount >> text=84,705.88')

    await page.waitForSelector('.reader input')
    await tabTo(page, 'range')
    await page.keyboard.press('ArrowRight')
    expect(await page.textContent('.reader output')).toMatch(/万元时 [\d,.]+ — [\d,.]+ 元/)
  })
}

/** What has the focus, by whatever a test may know it by. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const e = document.activeElement
    return ['id', 'role', 'href', 'type'].map((name) => e?.getAttribute(name)).join(' ')
  })
}

async function tabTo(page: Page, what: string): Promise<void> {
  for (let presses = 0; presses < 90; presses++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)).split(' ').includes(what)) return
  }
  throw new Error(`${what} cannot be reached with the Tab key`)
}
