import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearDesk } from '../fixture/desk'
import { overflow, settled, violations, WIDTHS } from './chromium'
import { enterAs, openSite, type Site } from './site'

/** The pages of those who are signed in, over the fixture. */
const PAGES: [label: string, who: string, path: string][] = [
  ['sign-in', '', '/sign-in'],
  ['register', '', '/register'],
  ['password-reset', '', '/password-reset'],
  ['tasks-agency', 'jigou', '/workbench'],
  ['tasks-operator', 'operator', '/workbench'],
  ['tasks-empty', 'qiye', '/workbench'],
  ['wrong-role', 'qiye', '/workbench/queue'],
  ['application-profile', 'jigou', '/workbench/application'],
  ['application-papers', 'jigou', '/workbench/application?step=qualifications'],
  ['application-people', 'jigou', '/workbench/application?step=practitioners'],
  ['application-items', 'jigou', '/workbench/application?step=items'],
  ['application-regions', 'jigou', '/workbench/application?step=regions'],
  ['application-affiliates', 'jigou', '/workbench/application?step=affiliates'],
  ['application-submit', 'jigou', '/workbench/application?step=submit'],
  ['queue', 'operator', '/workbench/queue'],
  ['queue-empty', 'operator', '/workbench/queue?status=exited'],
  ['review', 'operator', '/workbench/queue/91430000DEM000014T'],
  ['review-missing', 'operator', '/workbench/queue/91430000DEM000099X'],
  ['standings', 'operator', '/workbench/agencies'],
  ['standing', 'operator', '/workbench/agencies/91430000DEM000014T'],
  ['accounts', 'operator', '/workbench/accounts'],
  ['organisation', 'jigou', '/workbench/organisation'],
  ['account', 'jianguan', '/workbench/account'],
]

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const enter = (who: string, width: number, height?: number) => enterAs(site, who, width, height)

describe.each(WIDTHS)('at the $name', ({ name, width, height }) => {
  it.each(PAGES)('the page %s is accessible and fits', async (label, who, path) => {
    clearDesk(true)
    const context = await enter(who, width, height)
    const page = await context.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(site.url + path)
    await settled(page)
    if (process.env['SCREENS']) {
      await page.screenshot({ path: `target/screens/wb-${label}-${name}.png`, fullPage: true })
    }

    expect(errors).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await context.close()
  })
})

describe('at work', () => {
  let context: BrowserContext
  let page: Page
  const begin = async (who: string, path: string) => {
    clearDesk()
    context = await enter(who, 1440)
    page = await context.newPage()
    await page.goto(site.url + path)
    await settled(page)
  }
  beforeEach(() => clearDesk())
  afterEach(() => context.close())

  it('signs in and comes back to where one wanted to go; a wrong password says nothing of the user', async () => {
    await begin('', '/workbench/application?step=items')
    await page.waitForURL((url) => url.pathname === '/sign-in')
    await page.fill('#username', 'nobody')
    await page.fill('#password', 'wrong')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert]')
    const unknown = await page.textContent('[role=alert]')
    await page.fill('#username', 'jigou')
    await page.fill('#password', 'wrong')
    await page.keyboard.press('Enter')
    await page.waitForFunction(
      () => !(document.querySelector('button[type=submit]') as HTMLButtonElement).disabled,
    )
    expect(await page.textContent('[role=alert]')).toBe(unknown)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
    await page.fill('#password', 'right-password')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.search === '?step=items')
  })

  it('tells of a wrong code while one types, and leads to the field', async () => {
    await begin('', '/register')
    await page.check('input[value=agency]')
    await page.fill('#f-organisation-uscc', '91430000dem0000I')
    expect(await page.textContent('#f-organisation-uscc-error')).toContain('不使用 I、O、S、V、Z')
    await page.click('button[type=submit]')
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
    expect(await violations(page)).toEqual([])
    await page.click('[role=alert] a >> nth=0')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-organisation-uscc')
  })

  it('saves while one types, says what is missing, and shows the clock after submission', async () => {
    await begin('jigou', '/workbench/application')
    await page.click('text=保存并继续')
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert')
    expect(await page.textContent('[role=alert]')).toContain('请填写联系电话')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-profile-legalRepresentative', '石青')
    await page.fill('#f-profile-phone', '0743-8222222')
    await page.waitForSelector('text=/已保存于/')
    await page.reload()
    await settled(page)
    expect(await page.inputValue('#f-profile-phone')).toBe('0743-8222222')
    clearDesk(true)
    await page.goto(`${site.url}/workbench/application?step=submit`)
    await settled(page)
    await page.click('button:has-text("提交入驻申请")')
    await page.waitForSelector('text=已提交，等待运行机构审核')
    expect(await page.textContent('.state')).toContain('2026-11-25')
  })

  it('overwrites nothing that somebody else has saved', async () => {
    await begin('jigou', '/workbench/application')
    const other = await context.newPage()
    await other.goto(`${site.url}/workbench/application`)
    await settled(other)
    await other.fill('#f-profile-phone', '111111')
    await other.waitForSelector('text=/已保存于/')
    await page.fill('#f-profile-phone', '222222')
    await page.waitForSelector('text=申请刚刚在别处被修改过')
    expect(await violations(page)).toEqual([])
    await page.click('text=用我在这里填写的内容')
    await page.waitForSelector('text=/已保存于/')
    await other.reload()
    await settled(other)
    expect(await other.inputValue('#f-profile-phone')).toBe('222222')
  })

  it('keeps what was typed when the session ends, and goes on after signing in', async () => {
    await begin('jigou', '/workbench/application')
    await context.clearCookies()
    await page.fill('#f-profile-phone', '333333')
    await page.waitForSelector('dialog[open]')
    expect(await violations(page)).toEqual([])
    await page.fill('#again-password', 'right-password')
    await page.keyboard.press('Enter')
    await page.waitForSelector('text=/已保存于/')
    expect(await page.inputValue('#f-profile-phone')).toBe('333333')
  })

  it('refuses a program that calls itself a PDF', async () => {
    await begin('jigou', '/workbench/application?step=qualifications')
    await page.click('text=＋ 添加证书')
    await page.setInputFiles('input[type=file]', {
      name: '证书.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('MZ program'),
    })
    await page.waitForSelector('text=文件不能接受')
    await page.setInputFiles('input[type=file]', {
      name: '大.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.alloc(21 * 1024 * 1024),
    })
    await page.waitForSelector('text=超过 20 MiB')
    expect(await violations(page)).toEqual([])
  })

  it('returns several applications at once, with a reason', async () => {
    await begin('operator', '/workbench/queue')
    await page.check('text=/全选等待审核的 4 份/')
    await page.click('button:has-text("退回所选")')
    await page.waitForSelector('dialog[open]')
    await page.click('text=确认退回')
    await page.waitForSelector('text=请写明退回的原因')
    expect(await violations(page)).toEqual([])
    await page.click('text=证书扫描件不清晰，请重新上传')
    const [request] = await Promise.all([
      page.waitForRequest('**/api/agency-application-decisions'),
      page.click('text=确认退回'),
    ])
    const { decisions } = request.postDataJSON() as { decisions: object[] }
    expect(decisions).toHaveLength(4)
    expect(decisions[0]).toMatchObject({ version: 3, outcome: 'return' })
    await page.waitForSelector('text=已退回 4 份申请')
  })

  it('carries out what others decided, under their document, and says what only a repair ends', async () => {
    await begin('operator', '/workbench/agencies/91430000DEM000014T')
    expect(await page.getAttribute('.lead a', 'href')).toBe('/workbench/measures')
    await page.fill('#f-ground', '未按公开标价收费')
    await page.click('button:has-text("执行警告决定")')
    await page.waitForSelector('#f-document-error')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-document', '州市监罚〔2026〕12 号')
    await page.click('button:has-text("执行警告决定")')
    await page.waitForSelector('text=已执行警告决定并公开')
    await page.click('button:has-text("解除警告")')
    await page.fill('#reason', '申请解除')
    await page.click('dialog[open] button[type=submit]')
    await page.waitForSelector('#reason-error:has-text("经信用修复才能解除")')
  })

  it('switches for whom one acts, and the navigation follows', async () => {
    await begin('jigou', '/workbench')
    await page.selectOption('#capacity', 'c-enterprise')
    await page.waitForSelector('text=现在没有等您处理的事')
    expect(await page.locator('nav[aria-label=工作台] a').allTextContents()).not.toContain(
      '入驻申请',
    )
    await page.goto(`${site.url}/workbench/application`)
    await page.waitForSelector('text=这个页面不归当前身份使用')
    await page.click('button:has-text("切换为")')
    await page.waitForSelector('#f-profile-phone')
  })

  it('shows a key and a reset code once', async () => {
    await begin('jigou', '/workbench/organisation')
    await page.fill('#f-name', '新程序')
    await page.click('text=生成密钥')
    await page.waitForSelector('text=mjk_fixture_0123456789abcdef')
    expect(await violations(page)).toEqual([])
    await context.close()
    await begin('operator', '/workbench/accounts')
    await page.click('text=生成重置码 >> nth=0')
    await page.waitForSelector('text=ABCD-EFGH-JKLM')
    expect(await violations(page)).toEqual([])
  })
})
