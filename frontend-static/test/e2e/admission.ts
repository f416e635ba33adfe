import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { overflow, settled, violations } from '../browser/chromium'
import { AGENCY, fine, freshUscc, PASSWORD, scan, signIn, type Cast } from './cast'
import type { Stage } from './stage'

/** An agency joins: it registers, says what it is, hands that in, and the operator admits it. */
export function admission(stage: Stage, cast: Cast) {
  let page: Page
  let desk: Page
  beforeAll(async () => {
    if (!stage.market.operator) return
    page = await stage.visit('/register')
    cast.agency = page
  })
  afterAll(() => desk?.close())
  const next = async () => {
    await page.click('button:has-text("保存并继续")')
    await page.waitForFunction(() => document.activeElement?.tagName !== 'BUTTON')
  }

  it('registration tells what is wrong at its field, and lets in who is right', async ({
    skip,
  }) => {
    if (!stage.market.operator) return skip()
    await page.check('input[value=agency]')
    const uscc = (cast.uscc = freshUscc())
    await page.fill('#f-organisation-uscc', uscc.slice(0, 17) + (uscc[17] === '0' ? '1' : '0'))
    await page.click('button[type=submit]')
    await page.waitForSelector('[role=alert] >> text=第 18 位校验码')
    expect(await violations(page)).toEqual([])

    // lower case is accepted and kept upper
    await page.fill('#f-organisation-uscc', uscc.toLowerCase())
    await page.fill('#f-organisation-name', AGENCY)
    await page.fill('#f-displayName', '石青')
    await page.fill('#f-username', `a${uscc.toLowerCase()}`)
    await page.fill('#f-password', PASSWORD)
    await page.fill('#f-again', PASSWORD)
    await page.click('button[type=submit]')
    await page.waitForURL('**/workbench/application')
    await settled(page)
  })

  it('the wizard says what is missing, and keeps what was typed', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    await page.fill('#f-profile-legalRepresentative', '石青')
    await page.click('button:has-text("保存并继续")')
    await page.waitForSelector('[role=alert] >> text=电话')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-profile-establishedOn', '2015-06-01')
    await page.fill('#f-profile-registeredCapitalFen', '300')
    await page.fill('#f-profile-address', '吉首市人民北路 1 号')
    // it saves by itself once one pauses
    await Promise.all([
      page.waitForResponse((r) => r.request().postData()?.includes('0743-8222222') ?? false),
      page.fill('#f-profile-phone', '0743-8222222'),
    ])
    await page.reload()
    await settled(page)
    await expect
      .poll(() => page.inputValue('#f-profile-phone'), { timeout: 10_000 })
      .toBe('0743-8222222')
    await next()
  })

  it('takes papers with their scans, and no program that calls itself one', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    await page.waitForURL('**step=qualifications')
    await page.click('text=＋ 添加证书')
    const at = (name: string) => `#f-qualifications-0-${name}`
    await page.selectOption(at('kind'), 'FORENSIC')
    await page.fill(at('number'), '湘司鉴 433000001')
    await page.fill(at('issuer'), '湖南省司法厅')
    await page.fill(at('validFrom'), '2024-01-01')
    await page.fill(at('validTo'), '2025-01-01')
    const file = (name: string, buffer: Buffer) =>
      page.setInputFiles(at('fileId'), { name, mimeType: 'application/pdf', buffer })
    await file('证书.pdf', Buffer.from('MZ\x90\0 this is a program'))
    await page.waitForSelector('.error >> nth=0')
    await file('司法鉴定许可证 ✅.pdf', scan())
    await page.waitForSelector('.have >> text=司法鉴定许可证 ✅.pdf')
    await page.click('button:has-text("保存并继续")')
    await page.waitForSelector('[role=alert] >> text=/过期|到期|有效期/')
    expect(await violations(page)).toEqual([])
    await page.fill(at('validTo'), '2035-12-31')
    await next()
  })

  it('asks for people, items, places and a promise, and then shows the clock', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    await page.waitForURL('**step=practitioners')
    await page.click('text=＋ 添加人员')
    const at = (name: string) => `#f-practitioners-0-${name}`
    await page.fill(at('name'), '龙明')
    await page.check(at('lead'))
    await page.fill(at('certificateKind'), '司法鉴定人执业证')
    await page.fill(at('certificateNumber'), '433000001001')
    await page.fill(at('validFrom'), '2024-01-01')
    await next()
    await page.waitForURL('**step=items')
    for (const code of ['S-HJ-001', 'S-JD-002']) {
      await page.fill('#f-items', code)
      await page.click('.found button:has-text("加入")')
    }
    await page.fill('#f-items', '')
    await next()
    await page.waitForURL('**step=regions')
    await page.check('label:has-text("吉首市") input')
    await next()
    await page.waitForURL('**step=affiliates')
    await next()
    await page.waitForURL('**step=submit')
    await page.click('button:has-text("提交入驻申请")')
    await page.waitForSelector('[role=alert]')
    await page.check('#f-profile-promise')
    await page.click('button:has-text("提交入驻申请")')
    await page.waitForSelector('text=已提交，等待运行机构审核')
    expect(await page.textContent('.state')).toMatch(/须在 \d{4}-\d\d-\d\d（含）前决定/)
    await fine(page)
  })

  it('prepares a price meanwhile, which stays a draft', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    await page.goto(`${stage.market.url}/workbench/prices`)
    await page.click('button:has-text("准备一个价格")')
    await page.selectOption('#f-itemCode', 'S-HJ-001')
    await page.fill('#f-amount', '90000')
    await page.click('button:has-text("存为草稿")')
    await page.waitForSelector('text=已存为草稿')
    await page.waitForSelector('.drafts >> text=每件 90,000.00 元')
    await fine(page)
  })

  it('the operator sees it with its clock, reads it, and admits it', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    desk = await stage.visit('/sign-in?next=/workbench/queue')
    await signIn(desk, 'operator', stage.market.operator.split(':')[1]!)
    await desk.waitForSelector('h1:has-text("入驻审核")')
    const row = desk.locator('tr', { hasText: AGENCY }).first()
    expect(await row.textContent()).toMatch(/\d{4}-\d\d-\d\d，还剩 \d 天/)
    await row.locator('a').first().click()
    await desk.waitForSelector('h1:has-text("司法鉴定")')
    await settled(desk)
    expect(await desk.textContent('.content')).toContain('湘司鉴 433000001')
    await fine(desk)
    await desk.click('button:has-text("批准")')
    await desk.click('dialog[open] >> text=确认批准')
    await desk.waitForSelector('text=已批准，立即公开')

    const open = await stage.visit(`/agencies/${cast.uscc}`)
    await open.waitForSelector(`h1:has-text("${AGENCY}")`)
    await settled(open)
    expect(await overflow(open)).toBe(0)
    expect(await open.textContent('main')).not.toContain('433000001001')
    await open.close()
  })
}
