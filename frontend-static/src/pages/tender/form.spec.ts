import { describe, expect, it } from 'vitest'
import type { RequestBody } from '../../api/types'
import { dayAndTime, emptyForm, emptyLot, fenOf, toBody, toForm } from './form'
import { errorsOn, stepOf } from './steps'

describe('a request as it is typed', () => {
  it('comes back as it was kept', () => {
    const form = {
      ...emptyForm(),
      title: '  环评采购 ',
      regionCode: '433127',
      lots: [{ itemCode: 'S-HJ-001', parameters: { base: '5000' }, budget: '12万' }],
      papers: [{ kind: 'SURVEY', level: '乙级' }],
      practitioners: [{ certificate: '注册测绘师', count: '２' }],
      serviceDays: '30',
      closesDay: '2026-12-08',
      closesTime: '17:00',
    }
    form.method.code = 'mean_random'
    form.method.percents = '95，96 97%'
    const body = toBody(form)
    expect(body).toMatchObject({
      title: '环评采购',
      serviceDays: 30,
      closesAt: '2026-12-08T17:00:00+08:00',
      lots: [{ budgetFen: 12_000_000, parameters: { base: '5000' } }],
      practitioners: [{ count: 2 }],
      method: { code: 'mean_random', percents: [95, 96, 97], trimFrom: null },
      qualifications: { match: 'all', papers: [{ kind: 'SURVEY', level: '乙级' }] },
    })
    expect(toBody(toForm(body))).toEqual(body)
  })

  it('leaves out what is blank, and what is no number', () => {
    const body = toBody({ ...emptyForm(), serviceDays: '很快', lots: [emptyLot('S-HJ-001')] })
    expect(body).toMatchObject({
      title: null,
      method: null,
      serviceDays: null,
      qualifications: null,
      closesAt: null,
      lots: [{ itemCode: 'S-HJ-001', parameters: null, budgetFen: null }],
    })
  })

  it('reads what the API keeps without what is merely missing', () => {
    const kept = {
      lots: [{ itemCode: 'S-1', budgetFen: 105, parameters: { base: '1', selector: null } }],
    }
    const [lot] = toForm(kept as unknown as RequestBody).lots
    expect(lot).toEqual({ itemCode: 'S-1', budget: '1.05', parameters: { base: '1' } })
  })

  it.each([
    ['1.2万', 1_200_000],
    ['0.01', 1],
    ['0.001', null],
    ['-1', null],
    ['面议', null],
    ['999999999999', null],
  ])('takes %s 元 as %s fen', (typed, fen) => {
    expect(fenOf(typed)).toBe(fen)
  })

  it('puts an instant into the market’s day, never before it', () => {
    expect(dayAndTime('2026-12-07T16:00:00Z')).toEqual({
      closesDay: '2026-12-08',
      closesTime: '00:00',
    })
    expect(dayAndTime('2026-12-08T01:02:03.004Z').closesTime).toBe('09:03')
  })
})

describe('a pointer', () => {
  it.each([
    ['#/lots', 'what'],
    ['#/lots/1/itemCode', 'what'],
    ['#/lots/1/budgetFen', 'lots'],
    ['#/lots/0/parameters/base', 'lots'],
    ['#/title', 'project'],
    ['#/funds', 'project'],
    ['#/avoid/0/uscc', 'wanted'],
    ['#/method', 'method'],
    ['#/closesAt', 'time'],
    ['#/unheard', 'project'],
  ])('%s stands on the step %s', (pointer, step) => {
    expect(stepOf(pointer)).toBe(step)
  })

  it('is told on the last step wherever it stands', () => {
    const errors = [{ pointer: '#/title', detail: '标题' }]
    expect(errorsOn(errors, 'preview')).toEqual(errors)
    expect(errorsOn(errors, 'lots')).toEqual([])
  })
})
