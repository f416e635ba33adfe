import { describe, expect, it } from 'vitest'
import { capitalFen, emptyAffiliate, emptyPaper, toApplication, toForm } from './form'
import type { Application } from './types'

const EMPTY: Application = {
  profile: null,
  qualifications: [],
  practitioners: [],
  regionCodes: [],
  items: [],
  affiliates: [],
}

describe('an application on its way between the API and the page', () => {
  it('comes back as it went', () => {
    const application: Application = {
      ...EMPTY,
      profile: {
        legalRepresentative: '石青',
        establishedOn: '2008-09-13',
        registeredCapitalFen: 300000000,
        address: '吉首市人民北路 1 号',
        phone: '0743-8222222',
        website: null,
        introduction: null,
        licenceFileId: null,
        promise: true,
      },
      regionCodes: ['433101'],
      items: [{ itemCode: 'S-HJ-001', qualificationNumber: null }],
    }
    expect(toForm(application).profile.capitalWan).toBe('300')
    expect(toApplication(toForm(application))).toEqual(application)
  })

  it('is missing where nothing is typed, and blanks are nothing', () => {
    const form = toForm(EMPTY)
    form.profile.phone = '  '
    form.qualifications.push({ ...emptyPaper(), number: ' A-1 ' })
    form.affiliates.push(emptyAffiliate())
    const application = toApplication(form)
    expect(application.profile?.phone).toBeNull()
    expect(application.profile?.registeredCapitalFen).toBeNull()
    expect(application.qualifications[0]).toMatchObject({ number: 'A-1', kind: null, fileId: null })
    expect(application.affiliates[0]).toMatchObject({ kind: 'shareholder', name: null })
  })

  it.each([
    ['300', 300000000],
    ['0.01', 10000],
    ['１，２００', 1200000000],
    ['1.2亿', 12000000000],
    ['0', 0],
    ['0.0000001', null],
    ['-1', null],
    ['三百万', null],
    ['99999999999', null],
  ])('reads a capital of %s 万元 as %s fen', (typed, fen) => {
    expect(capitalFen(typed)).toBe(fen)
  })
})
