import type { BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearContracts, contractNumber } from '../fixture/contract'
import { overflow, settled, violations, WIDTHS } from './chromium'
import { enterAs, openSite, owes, picture, type Site } from './site'

/** From the draft that follows an award to the money received, and what everybody reads of it. */
const own = (n: number, more = '') => `/workbench/contracts/${contractNumber(n)}${more}`
const PAGES: [label: string, who: string, path: string][] = [
  ['list', 'shichang', '/workbench/contracts'],
  ['list-overdue', 'operator', '/workbench/contracts?overdue=true'],
  ['list-none', 'jianguan', '/workbench/contracts?status=drafting&overdue=true'],
  ['drafting', 'shichang', own(1)],
  ['drafting-operator', 'operator', own(1)],
  ['signed-overdue', 'qiye', own(2)],
  ['filed', 'jianguan', own(3)],
  ['asked', 'shichang', own(4)],
  ['ended', 'qiye', own(5)],
  ['missing', 'qiye', own(9)],
  ['charges', 'shichang', own(3, '/charges')],
  ['charges-owner', 'qiye', own(3, '/charges')],
  ['charges-unsigned', 'qiye', own(1, '/charges')],
  ['charges-missing', 'qiye', own(9, '/charges')],
  ['register', '', '/contracts'],
  ['register-none', '', '/contracts?q=没有这份合同'],
  ['record', '', `/contracts/${contractNumber(3)}`],
  ['record-ended', '', `/contracts/${contractNumber(5)}`],
  ['record-missing', '', `/contracts/${contractNumber(1)}`],
  ['act-fees', '', '/acts/A-STHJ-001'],
]

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const enter = (who: string, width: number, height?: number) => enterAs(site, who, width, height)

describe.each(WIDTHS)('at the $name', ({ name, width, height }) => {
  let context: BrowserContext
  beforeEach(() => clearContracts())
  afterEach(() => context.close())

  it.each(PAGES)('the page %s is accessible and fits', async (label, who, path) => {
    context = await enter(who, width, height)
    await owes(site, context, path, `ct-${label}-${name}`)
  })

  // a form, open and with something wrong in it
  const FORMS: [label: string, who: string, path: string, open: string, send: string][] = [
    ['draft', 'qiye', own(1), '提出另一稿', '提出这一稿'],
    ['filing', 'qiye', own(2), '备案', ''],
    ['supplement', 'shichang', own(3), '提出补充协议', '提出补充协议'],
    ['termination', 'operator', own(1), '终止未签订的合同', '终止合同'],
    ['invoice', 'shichang', own(3, '/charges'), '登记发票', '登记发票'],
    ['credit', 'shichang', own(3, '/charges'), '开具红字发票', '登记红字发票'],
    ['payment', 'qiye', own(3, '/charges'), '登记付款', '登记付款'],
  ]
  it.each(FORMS)('the form %s is accessible and fits', async (label, who, path, open, send) => {
    context = await enter(who, width, height)
    const page = await context.newPage()
    await page.goto(site.url + path)
    await settled(page)
    await page.click(`button:has-text("${open}")`)
    await page.waitForSelector('.panel')
    if (label === 'draft') await page.fill('#f-nodes-0-amountFen', '1')
    if (send) {
      await page.click(`.panel button[type=submit]:has-text("${send}")`)
      await page.waitForSelector('.panel [role=alert]')
    }
    await picture(page, `ct-form-${label}-${name}`)
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
  })
})
