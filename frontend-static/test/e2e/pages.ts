import type { CDPSession } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { overflow, settled, violations, WIDTHS } from '../browser/chromium'
import type { Stage } from './stage'

const LIMIT_BYTES = 200 * 1024
const PAGES = [
  '/',
  '/search?q=环评',
  '/search?q=没有这种服务',
  '/items',
  '/items?payer=government',
  '/acts',
  '/acts?hasIntermediary=false',
  '/acts/A-STHJ-001',
  '/acts/A-FGW-009',
  '/items/S-HJ-001?base=5000',
  '/items/S-ZX-011?base=5000',
  '/items/S-JD-002?selector=笔迹鉴定',
  '/items/S-ZR-011?base=12',
  '/items/S-ZX-012?base=100',
  '/items/S-HJ-003?base=5000',
  '/items/S-SC-004',
  '/items/S-HJ-005',
  '/items/S-XX-999',
  '/about/numbers',
  '/docs',
]

interface Fact {
  code: string
  name: string
  verified: boolean
}

/** What every page owes: nothing wrong for axe, nothing wider than the screen, light, and no unmarked doubt. */
export function pages(stage: Stage) {
  describe.each(WIDTHS)('at the $name', ({ width }) => {
    it.each(PAGES)('%s is accessible and fits', async (path) => {
      const page = await stage.visit(path, width)
      await settled(page)
      expect(await overflow(page)).toBe(0)
      expect(await violations(page)).toEqual([])
      await page.close()
    })
  })

  it.each(['/', '/search?q=环评', '/acts/A-STHJ-001', '/items/S-HJ-001?base=5000', '/docs'])(
    'the first view of %s takes at most 200 kB on the wire',
    async (path) => {
      const page = await stage.visit('/favicon.svg')
      const wire = await page.context().newCDPSession(page)
      const bytes = counted(wire)
      await wire.send('Network.enable')
      await wire.send('Network.setCacheDisabled', { cacheDisabled: true })
      await page.goto(stage.market.url + path, { waitUntil: 'load' })
      await settled(page)
      expect(bytes()).toBeGreaterThan(20 * 1024)
      expect(bytes()).toBeLessThanOrEqual(LIMIT_BYTES)
      await page.close()
    },
  )

  it.each([
    ['/items', '/api/items?limit=50'],
    ['/acts', '/api/acts?limit=50'],
    ['/search?q=评估', '/api/search?q=评估&limit=20'],
    ['/acts/A-STHJ-001', '/api/acts/A-STHJ-001'],
  ])('%s marks what is not verified, and nothing else', async (path, api) => {
    const answer = (await (await fetch(stage.market.url + api)).json()) as {
      items?: Fact[]
      hits?: Fact[]
    }
    const facts = answer.items ?? answer.hits ?? []
    expect(facts.some((fact) => !fact.verified)).toBe(true)
    const page = await stage.visit(path)
    await settled(page)
    for (const fact of facts) {
      const row = page
        .locator('main li, main tr')
        .filter({ has: page.locator(`a[href$="/${fact.code}"]`) })
        .first()
      const marks = row.locator('.mark')
      expect(await marks.count(), `${fact.code} ${fact.name}`).toBe(fact.verified ? 0 : 1)
    }
    await page.close()
  })

  it('the API page shows every operation of the real description', async () => {
    const { paths } = (await (await fetch(`${stage.market.url}/api/openapi.json`)).json()) as {
      paths: Record<string, object>
    }
    const described = Object.values(paths).flatMap((operations) => Object.keys(operations))
    const page = await stage.visit('/docs')
    await page.waitForSelector('article .path')
    expect(await page.locator('article .path').count()).toBe(described.length)
    expect(await page.locator('article h3:empty').count()).toBe(0)
    await page.close()
  })

  it('a command copied from the API page works', async () => {
    const page = await stage.visit('/docs')
    const shown = await page.textContent('.basics pre')
    const [, url, body] = /(http\S+)[\s\S]*-d '(.+)'/.exec(shown ?? '')!
    const headers = { 'Content-Type': 'application/json' }
    const quote = await fetch(url!, { method: 'POST', headers, body: body! })
    expect(await quote.json()).toMatchObject({ outcome: 'priced', minFen: 5647059 })
    await page.close()
  })
}

/** Bytes on the wire so far: heads and compressed bodies, of the page's files and of what it asks the API. */
function counted(wire: CDPSession): () => number {
  let bytes = 0
  wire.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength))
  return () => bytes
}
