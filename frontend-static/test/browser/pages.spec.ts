import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { overflow, settled, violations, WIDTHS } from './chromium'
import { openSite, type Site } from './site'

/** Every page at a desk and on a phone: nothing wrong for axe, nothing wider than the screen, no error in the console. */
const PAGES: Record<string, string> = {
  home: '/',
  search: '/search?q=环评',
  'search-empty': '/search?q=没有这种服务',
  'search-degraded': '/search?q=降级',
  items: '/items',
  acts: '/acts',
  act: '/acts/A-STHJ-001',
  'act-none': '/acts/A-FGW-009',
  'item-interp': '/items/S-HJ-001?base=5000',
  'item-progressive': '/items/S-ZX-011?base=5000',
  'item-in-force': '/items/S-JD-002?selector=笔迹鉴定',
  'item-range': '/items/S-ZR-011?base=12',
  'item-none': '/items/S-ZX-012?base=100',
  'item-government': '/items/S-HJ-003?base=5000',
  'item-unknown-amounts': '/items/S-SC-004',
  'item-no-rule': '/items/S-HJ-005',
  'item-refused': '/items/S-ZX-001?base=5000&factors.complexity=3',
  'item-missing': '/items/S-XX-999',
  offers: '/items/S-HJ-001/offers?base=5000',
  'offers-cheap': '/items/S-HJ-001/offers?base=5000&sort=price&county=433101',
  'offers-none': '/items/S-ZX-012/offers',
  'offers-government': '/items/S-HJ-003/offers?base=5000',
  agencies: '/agencies',
  'agencies-none': '/agencies?q=没有这家机构',
  agency: '/agencies/91433125DEM0000227',
  'agency-exited': '/agencies/91430000DEM000014T',
  'agency-missing': '/agencies/91430000XXXX00014T',
  'price-history': '/agencies/91430000DEM000014T/prices/S-HJ-001',
  'price-history-factor': '/agencies/91433125DEM0000227/prices/S-HJ-001',
  price: '/prices/00000000-0000-4000-8000-000000000000',
  'charge-check': '/charge-check?item=S-HJ-001&base=5000&amount=168000',
  'charge-missing': '/charge-checks/none',
  numbers: '/about/numbers',
  docs: '/docs',
  lost: '/nirgendwo',
}

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

describe.each(WIDTHS)('at the $name', ({ name, width, height }) => {
  it.each(Object.entries(PAGES))('the page %s is accessible and fits', async (label, path) => {
    const page = await site.browser.newPage({
      viewport: { width, height },
      reducedMotion: 'reduce',
    })
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(site.url + path)
    await settled(page)
    await page.waitForLoadState('load')
    if (process.env['SCREENS']) {
      await page.screenshot({ path: `target/screens/${label}-${name}.png`, fullPage: true })
    }

    expect(errors).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await page.close()
  })
})
