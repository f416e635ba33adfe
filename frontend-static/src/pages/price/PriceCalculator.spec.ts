import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { itemDetail } from '../../../test/fixture/catalogue'
import { fixtureMiddleware } from '../../../test/fixture/middleware'
import PriceCalculator from './PriceCalculator.vue'

/** The calculator over HTTP against the fixture API: what a person types, what then stands there. */
let server: Server
const asked: string[] = []
const happy = (window as unknown as { happyDOM: Happy }).happyDOM

interface Happy {
  setURL: (url: string) => void
  waitUntilComplete: () => Promise<void>
}

beforeAll(async () => {
  const api = fixtureMiddleware()
  server = createServer((request, response) => {
    if (request.url?.endsWith('/quotes')) asked.push(request.url)
    api(request, response, () => response.writeHead(404).end())
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  happy.setURL(`http://127.0.0.1:${port}/`)
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

let opened: VueWrapper | undefined
afterEach(async () => {
  await happy.waitUntilComplete()
  opened?.unmount()
})

async function open(code: string, query: Record<string, string> = {}) {
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/', component: PriceCalculator }],
  })
  await router.push({ path: '/', query })
  const page = mount(PriceCalculator, {
    props: { item: itemDetail(code)! },
    global: { plugins: [router] },
    attachTo: document.body,
  })
  opened = page
  await flushPromises()
  return { page, router }
}

const shows = (page: VueWrapper, text: string) =>
  vi.waitFor(() => expect(page.get('.calculator').text()).toContain(text), 4000)

describe('the calculator', () => {
  it('computes what the link carries', async () => {
    const { page } = await open('S-HJ-001', { base: '5000' })

    await shows(page, '56,470.59')
    expect(page.text()).toContain('= 0.5 亿元 = 50,000,000 元')
  })

  it('computes while one types, asks once for a burst, and puts it into the link', async () => {
    const { page, router } = await open('S-ZX-011')
    asked.length = 0

    for (const typed of ['5', '50', '500', '5000']) await page.get('#p-base').setValue(typed)

    await shows(page, '358,800.00')
    expect(asked.filter((path) => path.startsWith('/api/price-rules/'))).toHaveLength(1)
    expect(router.currentRoute.value.query).toMatchObject({ base: '5000' })
  })

  it('starts with the standard in force, and asks as of today', async () => {
    const { page } = await open('S-JD-002')

    expect((page.get('#p-rule').element as HTMLSelectElement).value).toBe('R-JD-DOC-HN2021')
    expect((page.get('#p-asOf').element as HTMLInputElement).value).toMatch(/^\d{4}-\d\d-\d\d$/)
  })

  it('changes its questions with the standard', async () => {
    const { page } = await open('S-JD-002')

    await page.get('#p-rule').setValue('R-JD-PROP-2009')

    expect(page.find('#p-selector').exists()).toBe(false)
    expect(page.find('#p-base').exists()).toBe(true)
  })

  it('shows a refusal of the API at its field', async () => {
    const { page } = await open('S-ZX-002', { base: '5000', 'factors.complexity': '3' })

    await shows(page, '须在 0.8 至 1.2 之间')
    expect(page.get('#p-factors-complexity').attributes('aria-invalid')).toBe('true')
  })

  it('leads to what is missing when one asks for the result', async () => {
    const { page } = await open('S-ZX-011')

    await page.get('form').trigger('submit')
    await flushPromises()

    expect(page.get('[role=alert]').text()).toContain('中标金额：请填写此项')
    expect(document.activeElement).toBe(page.get('[role=alert]').element)
  })

  it('does not ask the API about what is no number', async () => {
    const { page } = await open('S-ZX-011')
    asked.length = 0

    await page.get('#p-base').setValue('五千')
    await page.get('form').trigger('submit')
    await flushPromises()

    expect(page.text()).toContain('请填写数字')
    expect(asked).toEqual([])
  })

  it('says honestly when the amounts are not known', async () => {
    const { page } = await open('S-SC-004')

    await shows(page, '无现行收费标准')
    expect(page.find('svg').exists()).toBe(false)
  })

  it('says what holds where there is no standard at all', async () => {
    const { page } = await open('S-HJ-005')

    expect(page.text()).toContain('没有收费标准')
  })
})
