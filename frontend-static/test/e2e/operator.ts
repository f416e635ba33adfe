import { expect, it } from 'vitest'
import type { Stage } from './stage'

const ITEM = 'S-ZZ-901'
const NAME = '端到端测试用地勘测服务'
const HEAD =
  'code,name,category,act_codes,pricing_mode,payer,qualification_required,legal_basis,deliverable,statutory_working_days,confidence,source,notes'
const ROW = `${ITEM},${NAME},工程咨询,A-FGW-003,market,enterprise,无,测试依据,测试成果,5,low,测试来源,待核`

/** What the operator publishes is what people see, at once. */
export function operator(stage: Stage) {
  async function publish(row: string, account: string | null): Promise<Response> {
    const files = new FormData()
    files.append('file', new Blob([`${HEAD}\r\n${row}\r\n`]), 'service_items.csv')
    const headers: Record<string, string> = account
      ? { Authorization: `Basic ${Buffer.from(account).toString('base64')}` }
      : {}
    return fetch(`${stage.market.url}/api/imports`, { method: 'POST', headers, body: files })
  }

  it('cannot be anybody', async () => {
    expect((await publish(ROW, null)).status).toBe(401)
    expect((await publish(ROW, 'operator:guessed')).status).toBe(401)
  })

  it('is told which row is wrong, and nothing is published', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    const answer = await publish(ROW.replace('market', 'magic'), stage.market.operator)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({
      type: '/problems/import-refused',
      errors: [{ file: 'service_items.csv', row: 2, column: 'pricing_mode' }],
    })
    expect((await fetch(`${stage.market.url}/api/items/${ITEM}`)).status).toBe(404)
  })

  it('publishes an item that appears live on the home page, and can be found and read', async ({
    skip,
  }) => {
    if (!stage.market.operator) return skip()
    const page = await stage.visit('/')
    await page.waitForSelector('text=实时更新')

    expect((await publish(ROW, stage.market.operator)).status).toBe(201)

    const live = page.locator('section:has(#latest) a', { hasText: NAME }).first()
    await live.waitFor()
    const search = `${stage.market.url}/api/search?q=${encodeURIComponent(NAME)}&limit=1`
    await expect
      .poll(async () => ((await (await fetch(search)).json()) as { hits: unknown[] }).hits[0])
      .toMatchObject({ code: ITEM, verified: false })
    await live.click()
    await page.waitForURL(`**/items/${ITEM}`)
    await page.waitForSelector('h1 .mark')
    await page.close()
  })

  it('changes nothing by publishing the same file again', async ({ skip }) => {
    if (!stage.market.operator) return skip()
    const again = await publish(ROW, stage.market.operator)
    expect(again.status).toBe(200)
    expect(await again.json()).toMatchObject({ published: 0, ended: 0 })
  })
}
