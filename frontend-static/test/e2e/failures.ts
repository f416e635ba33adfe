import { expect, it } from 'vitest'
import { settled, violations } from '../browser/chromium'
import { isAlive } from './market'
import type { Stage } from './stage'

/** Without its search engine the market goes on; without its launcher nothing does. */
export function failures(stage: Stage) {
  it('a killed Elasticsearch leaves the pages standing, and search says what it lacks', async ({
    skip,
  }) => {
    const family = stage.market.family
    if (!family) return skip()
    const [elasticsearch] = [...family()].find(([, line]) => line.includes('ElasticsearchChild'))!
    process.kill(elasticsearch, 'SIGKILL')

    const page = await stage.visit('/search?q=环境影响')
    await page.waitForSelector('text=搜索引擎暂不可用')
    await settled(page)
    expect(await page.locator('section ol > li').count()).toBeGreaterThan(0)
    expect(await violations(page)).toEqual([])

    await page.goto(`${stage.market.url}/items/S-HJ-001?base=5000`)
    await page.waitForSelector('.amount >> text=84,705.88')
    await page.goto(`${stage.market.url}/acts/A-STHJ-001`)
    await page.waitForSelector('text=办这件事需要什么')
    await page.close()
  })

  it('a Ctrl-C leaves no process', async ({ skip }) => {
    const family = stage.market.family?.()
    if (!family) return skip()
    expect(family.size).toBeGreaterThan(3)

    expect(await stage.market.interrupt()).toBe(130)

    await expect.poll(() => [...family].filter(([pid]) => isAlive(pid))).toEqual([])
  })
}
