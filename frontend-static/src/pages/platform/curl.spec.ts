import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sample } from './curl'
import { groupsOf, type OpenApi } from './openapi'

const api = JSON.parse(readFileSync('openapi.json', 'utf8')) as OpenApi
const commands = groupsOf(api, 'https://market.example').flatMap((group) => group.endpoints)
const of = (method: string, path: string) =>
  commands.find((one) => one.method === method && one.path === path)!.curl

describe('a command that can be copied', () => {
  it('sends the members that a form has, of their types, and no other', () => {
    const body = /-d '(.+)'$/.exec(of('POST', '/api/contracts/{number}/invoices'))![1]!
    expect(JSON.parse(body)).toEqual({
      issuedOn: '2026-12-01',
      lines: [{ amountFen: 1, itemCode: '…', itemName: '…', node: '…' }],
      taxNumber: '…',
    })
  })

  it('asks for a quote that can be answered', () => {
    expect(of('POST', '/api/price-rules/{ruleId}/quotes')).toContain(`-d '{"base":"5000"}'`)
  })

  it('names the method where curl would take another', () => {
    const puts = commands.filter((one) => one.method === 'PUT')
    expect(puts.length).toBeGreaterThan(0)
    for (const put of puts) expect(put.curl).toContain('-X PUT')
  })

  it('ends where a schema names itself', () => {
    const schema = { type: 'object', properties: { again: { $ref: '#/components/schemas/Self' } } }
    expect(sample({ components: { schemas: { Self: schema } } }, schema)).toBeDefined()
  })
})
