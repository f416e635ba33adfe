import type { Payer, PricingMode, QuoteRequest, RuleStatus, WorkingStep } from './types'

/** Agencies, their prices and what they offer, as the API answers them. Money is whole fen; dates are ISO. */
export type Standing = 'available' | 'warned' | 'suspended' | 'removed' | 'exited'
export type Form = 'fixed' | 'unit' | 'tiers' | 'factor' | 'formula'
export type EntryState = 'in_force' | 'upcoming' | 'ended' | 'withdrawn'

export interface AgencyLine {
  uscc: string
  name: string
  regionCode: string | null
  regionName: string | null
  standing: Standing
  itemCount: number
  qualificationNames: string[]
  regionCodes: string[]
  admittedOn: string
}

export interface Paper {
  id: string
  kind: string
  kindName: string
  level: string | null
  number: string
  issuer: string | null
  validFrom: string
  /** the last day on which it is valid; null when it has no term */
  validTo: string | null
  /** negative once it has expired */
  daysLeft: number | null
  expired: boolean
}

export interface Practitioner {
  name: string
  certificateKind: string
  certificateNumber: string
  lead: boolean
  validFrom: string
  validTo: string | null
  expired: boolean
}

export interface OfferedItem {
  itemCode: string
  itemName: string | null
  available: boolean
  reason: string | null
  requirement: string
  qualificationId: string | null
  validTo: string | null
}

export interface Sanction {
  id: string
  kind: 'warning' | 'suspension' | 'removal'
  ground: string
  document: string | null
  from: string
  to: string | null
  inForce: boolean
  liftedOn: string | null
  liftReason: string | null
}

export interface Agency extends Omit<
  AgencyLine,
  'itemCount' | 'qualificationNames' | 'regionCodes'
> {
  asOf: string
  exitedOn: string | null
  exitReason: string | null
  profile: {
    legalRepresentative: string
    establishedOn: string
    registeredCapitalFen: number
    address: string
    phone: string
    website: string | null
    introduction: string | null
  }
  qualifications: Paper[]
  practitioners: Practitioner[]
  regions: { code: string; name: string | null }[]
  items: OfferedItem[]
  sanctions: Sanction[]
  history: { at: string; kind: string }[]
}

/** The published formula behind a tiers or formula price. */
export interface PriceTerms {
  baseParameter?: string | null
  baseUnit?: string | null
  method?: 'tiered_progressive' | 'tiered_flat_interpolated' | 'percentage'
  amountUnit?: string | null
  tiers?: {
    lower: string | null
    upper: string | null
    kind?: string
    rateOrAmount?: string | null
    low?: string | null
    high?: string | null
  }[]
  fixedFen?: number | null
  perUnitFen?: number | null
  unit?: string | null
  rate?: string | null
  floorFen?: number | null
  capFen?: number | null
}

export interface PriceEntry {
  id: string
  itemCode: string
  itemName: string
  agency: { uscc: string; name: string }
  regionCode: string
  regionName: string | null
  form: Form
  amountFen: number | null
  unit: string | null
  factor: string | null
  ruleId: string | null
  ruleStatus: RuleStatus | null
  terms: PriceTerms | null
  /** the price in words */
  description: string
  publishedOn: string
  validFrom: string
  /** first day on which it holds no more */
  validTo: string | null
  noticeDays: number
  state: EntryState
  endReason: string | null
}

/** A working comes as steps with amounts or as plain lines. */
export type Working = (WorkingStep | string)[]

export interface Offer {
  agency: { uscc: string; name: string; regionCode: string | null; regionName: string | null }
  standing: Standing
  qualification: { name: string; level: string | null; validTo: string | null } | null
  regionCodes: string[]
  entryId: string
  form: Form
  description: string
  priceFen: number | null
  reason: string | null
  working: Working
  validFrom: string
  validTo: string | null
  /** the distance from the median as a part of it: "+0.12" */
  againstMedian: string | null
}

/** The distribution of computed prices; the figures are null where there are not enough. */
export interface Market {
  n: number
  enough: boolean
  minFen: number | null
  q1Fen: number | null
  medianFen: number | null
  q3Fen: number | null
  maxFen: number | null
  histogram: { fromFen: number; toFen: number; n: number }[]
}

export interface Lawful {
  minFen: number
  maxFen: number | null
  ruleId: string
  document: string
}

export interface OfferFacet {
  code: string
  name: string
  n: number
}

export interface Offers {
  item: {
    code: string
    name: string
    payer: Payer
    pricingMode: PricingMode
    notice: string | null
  }
  region: { code: string; name: string }
  asOf: string
  parameters: QuoteRequest
  total: number
  offers: Offer[]
  nextCursor: string | null
  market: Market
  lawful: Lawful | null
  benchmarks: (Lawful & { name: string })[]
  facets: Partial<Record<'county' | 'level' | 'form', OfferFacet[]>>
  unpriced: number
}

export type Verdict =
  | 'within'
  | 'above-published-price'
  | 'outside-lawful-interval'
  | 'nothing-may-be-charged'
  | 'not-on-the-list'
  | 'no-published-price'
  | 'not-computable'

export interface Finding {
  rule: string
  verdict: Verdict | 'reference'
  detail: string
  working?: Working
  ruleId?: string | null
  entryId?: string | null
  minFen?: number | null
  maxFen?: number | null
  document?: string | null
}

export interface ChargeCheck {
  id: string
  href: string
  verdict: Verdict
  findings: Finding[]
  itemCode: string
  itemName?: string | null
  uscc?: string | null
  agencyName?: string | null
  regionCode?: string | null
  regionName?: string | null
  chargedOn: string
  parameters: QuoteRequest
  amountFen: number
  payer: 'enterprise' | 'government'
  at?: string | null
  summary?: string | null
}

/** What is sent to publish a price, or to try one. */
export interface PriceDraft {
  itemCode: string
  regionCode?: string
  form: Form
  amount?: string
  unit?: string
  factor?: string
  ruleId?: string
  terms?: PriceTerms
  validFrom?: string
}

/** What the law and the notice period say to a price that is being typed. */
export interface EntryCheck {
  acceptable: boolean
  problems: { pointer: string; rule?: string; detail: string }[]
  lawful: {
    ruleId: string
    document: string
    minFactor?: string | null
    maxFactor?: string | null
    minFen?: number | null
    maxFen?: number | null
  } | null
  benchmarks: {
    ruleId: string
    name: string
    document: string
    minFactor?: string | null
    maxFactor?: string | null
  }[]
  earliestFrom: string | null
  example: { priceFen: number | null; reason?: string | null; working: Working } | null
}
