import { readDecimal, shift } from '../../text/decimal'
import type { Affiliate, Application, Offer, Paper, Person, Profile } from './types'

type Texts<T> = { [K in keyof T]: Exclude<T[K], null> extends boolean ? boolean : string }

/** The application as it is typed: texts and ticks, nothing missing. */
export interface ApplicationForm {
  profile: Omit<Texts<Profile>, 'registeredCapitalFen'> & { capitalWan: string }
  qualifications: Texts<Paper>[]
  practitioners: Texts<Person>[]
  regionCodes: string[]
  items: Texts<Offer>[]
  affiliates: Texts<Affiliate>[]
}

const WAN_TO_FEN = 6
const MOST_FEN_DIGITS = 13

/** What the API keeps, to be typed on. */
export function toForm(application: Application): ApplicationForm {
  const p = application.profile
  const fen = p?.registeredCapitalFen
  return {
    profile: {
      legalRepresentative: p?.legalRepresentative ?? '',
      establishedOn: p?.establishedOn ?? '',
      capitalWan: fen === null || fen === undefined ? '' : shift(String(fen), -WAN_TO_FEN),
      address: p?.address ?? '',
      phone: p?.phone ?? '',
      website: p?.website ?? '',
      introduction: p?.introduction ?? '',
      licenceFileId: p?.licenceFileId ?? '',
      promise: p?.promise ?? false,
    },
    qualifications: (application.qualifications ?? []).map((q) => ({
      ...emptyPaper(),
      ...texts(q),
    })),
    practitioners: (application.practitioners ?? []).map((q) => ({
      ...emptyPerson(),
      ...texts(q),
    })),
    regionCodes: [...(application.regionCodes ?? [])],
    items: (application.items ?? []).map((q) => ({ ...emptyOffer(), ...texts(q) })),
    affiliates: (application.affiliates ?? []).map((q) => ({ ...emptyAffiliate(), ...texts(q) })),
  }
}

/** What was typed, as the API takes it: what is blank is missing, a capital that is no amount as well. */
export function toApplication(form: ApplicationForm): Application {
  const { capitalWan, promise, ...rest } = form.profile
  return {
    profile: {
      ...(blanksAway(rest) as Omit<Profile, 'registeredCapitalFen' | 'promise'>),
      registeredCapitalFen: capitalFen(capitalWan),
      promise,
    },
    qualifications: form.qualifications.map((q) => blanksAway(q) as unknown as Paper),
    practitioners: form.practitioners.map((q) => blanksAway(q) as unknown as Person),
    regionCodes: [...form.regionCodes],
    items: form.items.map((q) => blanksAway(q) as unknown as Offer),
    affiliates: form.affiliates.map((q) => blanksAway(q) as unknown as Affiliate),
  }
}

/** 万元 as whole fen, or null where it is none; nothing is rounded away. */
export function capitalFen(wan: string): number | null {
  const decimal = readDecimal(wan, '万元')
  if (decimal === null || decimal.startsWith('-')) return null
  const fen = shift(decimal, WAN_TO_FEN)
  return fen.includes('.') || fen.length > MOST_FEN_DIGITS ? null : Number(fen)
}

export const emptyPaper = (): Texts<Paper> => ({
  kind: '',
  level: '',
  number: '',
  issuer: '',
  validFrom: '',
  validTo: '',
  fileId: '',
})

export const emptyPerson = (): Texts<Person> => ({
  name: '',
  certificateKind: '',
  certificateNumber: '',
  lead: false,
  validFrom: '',
  validTo: '',
  fileId: '',
})

export const emptyOffer = (): Texts<Offer> => ({ itemCode: '', qualificationNumber: '' })

export const emptyAffiliate = (): Texts<Affiliate> => ({
  kind: 'shareholder',
  name: '',
  uscc: '',
  sharePercent: '',
})

function texts(entry: object): Record<string, never> {
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== null && value !== undefined),
  ) as Record<string, never>
}

function blanksAway(entry: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) =>
      typeof value === 'string' ? [name, value.trim() || null] : [name, value],
    ),
  )
}
