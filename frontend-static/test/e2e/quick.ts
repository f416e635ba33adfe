import { expect } from 'vitest'
import type { Market } from './market'

const COUNTY = '433123'
/** What the agencies that ops/run makes ask for, beside the first, which the stories let bid by hand. */
const OTHERS = [
  ['ag-003', 2_500_000],
  ['ag-004', 2_600_000],
] as const

type Said = Record<string, unknown>

/** Asks the API as somebody, `user:password`. */
export async function ask(
  market: Market,
  who: string,
  method: string,
  path: string,
  body?: unknown,
  version?: string,
) {
  const answer = await fetch(market.url + path, {
    method,
    headers: {
      Authorization: `Basic ${Buffer.from(who).toString('base64')}`,
      'Content-Type': 'application/json',
      ...(version === undefined ? {} : { 'If-Match': version }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, said: (await answer.json()) as Said }
}

/** An account that ops/run made, by its name and by the name of its password. */
const account = (market: Market, name: string, kept: string) =>
  `${name}:${market.passwordOf!(kept)}`

/** Publishes a request that closes so soon, by terms of the county that let it; returns its number. */
export async function publishQuickly(market: Market, title: string, openForMs: number) {
  const terms = {
    allowed: true,
    noticeDays: 0,
    minimumBids: 2,
    extensionDays: 0,
    choiceDays: 1,
    publicityDays: 0,
    reviewRequired: false,
    closesOnWorkingDays: false,
  }
  await ask(
    market,
    market.operator!,
    'PUT',
    `/api/tender-terms/${COUNTY}/lowest_price/social`,
    terms,
  )
  const owner = account(market, 'qiye', 'enterprise')
  const { said: clock } = await ask(market, owner, 'GET', '/api/clock')
  const draft = await ask(market, owner, 'POST', '/api/requests', {
    title,
    regionCode: COUNTY,
    projectName: title.replace(/环境影响.*$/, ''),
    actCode: 'A-STHJ-001',
    funds: 'social',
    method: { code: 'lowest_price', explainBelowPercent: 0 },
    lots: [{ itemCode: 'S-HJ-001', parameters: { base: '5000' }, budgetFen: 20_000_000 }],
    serviceDays: 30,
    declared: true,
    description: '编制环境影响报告书，并协助完成技术评审。',
    closesAt: new Date(Date.parse(clock['now'] as string) + openForMs).toISOString(),
  })
  expect(draft.said['errors']).toEqual([])
  const address = `/api/requests/${String(draft.said['id'])}/submissions`
  const published = await ask(market, owner, 'POST', address, undefined, '"1"')
  expect(published.said['status']).toBe('published')
  return published.said['number'] as string
}

/** Lets the other agencies bid. */
export async function bidAsTheOthers(market: Market, number: string) {
  for (const [agency, amountFen] of OTHERS) {
    await bid(market, number, account(market, agency, 'sample'), amountFen)
  }
}

/** Lets somebody bid for the first lot. */
export async function bid(market: Market, number: string, who: string, amountFen: number) {
  const path = `/api/notices/${number}/lots/1/bids`
  const { status } = await ask(market, who, 'POST', path, { amountFen })
  expect(status).toBe(201)
}

/** Waits until it is awarded, which it becomes by itself. */
export async function awarded(market: Market, number: string, withinMs: number) {
  const status = async () => {
    const answer = await fetch(`${market.url}/api/notices/${number}`)
    return ((await answer.json()) as { status: string }).status
  }
  await expect.poll(status, { timeout: withinMs, interval: 1000 }).toBe('awarded')
}
