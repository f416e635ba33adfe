import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type Site } from './site'

/** Every page at a desk and on a phone: nothing wrong for axe, nothing wider than the screen, no error in the console. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
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
  numbers: '/about/numbers',
  docs: '/docs',
  lost: '/nirgendwo',
}

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

describe.each([
  { name: 'desk', width: 1440, height: 900 },
  { name: 'phone', width: 390, height: 844 },
])('at the $name', ({ name, width, height }) => {
  it.each(Object.entries(PAGES))('the page %s is accessible and fits', async (label, path) => {
    const page = await site.browser.newPage({
      viewport: { width, height },
      reducedMotion: 'reduce',
    })
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(site.url + path)
    await page.waitForSelector('h1')
    await page.waitForFunction(
      () => !document.querySelector('.skeleton') && !document.querySelector('[aria-busy="true"]'),
    )
    await page.waitForLoadState('load')
    if (process.env['SCREENS']) {
      await page.screenshot({ path: `target/screens/${label}-${name}.png`, fullPage: true })
    }

    expect(errors).toEqual([])
    const wide = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(wide).toBe(0)
    await page.evaluate(AXE)
    const violations = await page.evaluate(async () => {
      const axe = (window as unknown as { axe: { run: () => Promise<AxeResult> } }).axe
      const { violations: found } = await axe.run()
      return found.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`)
    })
    expect(violations).toEqual([])
    await page.close()
  })
})

interface AxeResult {
  violations: { id: string; nodes: { html: string }[] }[]
}
