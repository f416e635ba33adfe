/** The public API as the portal reads it. Money is whole fen; decimals are strings; dates are ISO. */
export type ActKind =
  'licence' | 'penalty' | 'coercion' | 'confirmation' | 'levy' | 'inspection' | 'other'
export type PricingMode = 'government_set' | 'government_guided' | 'market'
export type Payer = 'enterprise' | 'government' | 'either'
export type SelfService = 'allowed' | 'notStated' | 'byAuthority'
export type RuleStatus = 'in_force' | 'superseded' | 'reference_only'
export type Method =
  'tiered_progressive' | 'tiered_flat_interpolated' | 'percentage' | 'unit' | 'fixed' | 'range'
export type Confidence = 'high' | 'medium' | 'low'

/** Where a fact comes from and how far it may be trusted; verified=false must be shown as 待核实. */
export interface Sourced {
  confidence: Confidence
  source: string
  notes?: string | null
  verified: boolean
  validFrom: string | null
  validTo: string | null
}

export interface Page<T> {
  items: T[]
  total: number
  nextCursor: string | null
}

export interface Change {
  position: number
  at: string
  kind: string
  type: string
  code: string
  name: string
}

export interface Overview {
  counts: {
    acts: number
    items: number
    priceRules: number
    departments: number
    regions: number
    rulesInForce: number
    governmentPaidItems: number
  }
  categories: { name: string; items: number }[]
  actKinds: { kind: ActKind; kindName: string; acts: number }[]
  latestChanges: Change[]
  calendarYears: number[]
  today: string
}

export interface Department {
  code: string
  name: string
  shortName: string
}

export interface Region {
  code: string
  name: string
  parentCode: string | null
}

export interface Act extends Sourced {
  code: string
  name: string
  kind: ActKind
  kindName: string
  departmentCode: string
  departmentName: string
  hasIntermediary: boolean
  legalBasis: string
  itemCount: number
}

export interface RequiredItem {
  code: string
  name: string
  category: string
  payer: Payer
  pricingMode: PricingMode
  selfService: SelfService
  qualificationRequired: string
  deliverable: string
  statutoryWorkingDays: number | null
  legalGround: string
  confidence: Confidence
  verified: boolean
  notes: string | null
}

export interface ActDetail extends Act {
  department: Department
  items: RequiredItem[]
}

export interface Item extends Sourced {
  code: string
  name: string
  category: string
  pricingMode: PricingMode
  payer: Payer
  selfService: SelfService
  qualificationRequired: string
  legalBasis: string
  deliverable: string
  statutoryWorkingDays: number | null
  acts: { code: string; name: string }[]
}

export interface ServedAct {
  code: string
  name: string
  kind: ActKind
  kindName: string
  departmentCode: string
  departmentName: string
  legalGround: string
}

export interface ItemDetail extends Omit<Item, 'acts'> {
  acts: ServedAct[]
  rulesInForce: Rule[]
  benchmarkRules: Rule[]
  supersededRules: Rule[]
}

export interface ItemVersion {
  validFrom: string | null
  validTo: string | null
  change: { field: string; from: unknown; to: unknown }[]
}

export interface Tier {
  tierNo: number
  selector: string | null
  lowerBound: string | null
  upperBound: string | null
  kind:
    | 'marginal_rate'
    | 'interp'
    | 'flat_rate'
    | 'range'
    | 'open_floor'
    | 'unit_amount'
    | 'fixed_amount'
  rateOrAmount: string | null
  lowAmount: string | null
  highAmount: string | null
  notes: string | null
}

export type Factor =
  | {
      key: string
      label: string
      type: 'option'
      options: { label: string; value: string }[]
      defaultValue: string
    }
  | { key: string; label: string; type: 'range'; min: string; max: string; defaultValue: string }
  | { key: string; label: string; type: 'count'; rate: string }

/** What the calculator must ask for. */
export interface RuleForm {
  base: { required: boolean; label: string; unit: string } | null
  quantity: { required: boolean; unit: string; defaultValue: string | null } | null
  selector: { options: string[] } | null
}

export interface Rule extends Sourced {
  ruleId: string
  itemCode: string
  itemName: string
  name: string
  document: string
  regionCode: string
  regionName: string
  method: Method
  baseParameter: string | null
  baseUnit: string | null
  amountUnit: string
  adjustMin: string | null
  adjustMax: string | null
  floorFen: number | null
  capFen: number | null
  effectiveFrom: string | null
  effectiveTo: string | null
  status: RuleStatus
  tiersKnown: boolean
  legalCeiling: boolean
  tiers: Tier[]
  factors: Factor[]
  form: RuleForm
}

/** A rule's parameters, as both quote endpoints take them. */
export interface QuoteRequest {
  base?: string
  quantity?: string
  selector?: string
  factors?: Record<string, string>
  counts?: Record<string, number>
  asOf?: string
}

export interface WorkingStep {
  step: string
  text: string
  lowFen: string
  highFen: string | null
}

export interface Quote {
  outcome: 'priced' | 'none'
  reason?: string | null
  reasonText?: string | null
  minFen: number | null
  maxFen: number | null
  baselineMinFen: number | null
  baselineMaxFen: number | null
  working: WorkingStep[]
  document: string
  status: RuleStatus
  legalCeiling: boolean
  ruleId: string
  ruleName: string
  itemCode: string
  regionCode: string
  asOf: string | null
  confidence: Confidence
  verified: boolean
  source: string
  notes: string | null
}

/** One rule's answer among those of an item. */
export interface PlacedQuote extends Quote {
  regionName: string
  /** what the rule would have needed, when `reason` is `parameters` */
  parameter?: string | null
  /** 1 for the most specific region */
  precedence: number | null
  governing: boolean | null
}

/** Every rule that speaks of a place on a day; the benchmarks bind nobody. */
export interface ItemQuotes {
  itemCode: string
  region: string
  asOf: string
  payerNotice: string | null
  quotes: PlacedQuote[]
  benchmarks: PlacedQuote[]
}

export interface CurvePoint {
  base: string
  minFen?: number
  maxFen?: number | null
  baselineMinFen?: number
  baselineMaxFen?: number | null
  none?: boolean
}

export interface Curve {
  baseUnit: string
  points: CurvePoint[]
  breaks: string[]
}

export interface Hit {
  type: 'item' | 'act' | 'agency' | 'offer'
  code: string
  name: string
  highlight?: Record<string, string>
  verified?: boolean
  departmentName?: string | null
  category?: string
  payer?: Payer
  pricingMode?: PricingMode
  acts?: { code: string; name: string }[]
  kind?: ActKind
  kindName?: string
  itemCount?: number
  hasIntermediary?: boolean
  uscc?: string
  itemCode?: string
  itemName?: string
  regionName?: string | null
  standing?: Standing
  qualificationNames?: string[]
  /** of an offer, for the project that priceFor names; null: for any */
  price?: { entryId: string; priceFen: number; priceFor: string | null } | null
}

export type Standing = 'available' | 'warned' | 'suspended' | 'removed' | 'exited' | 'expired'

export interface Facet {
  value: string
  label: string
  count: number
}

export interface SearchAnswer {
  total: number
  hits: Hit[]
  facets: Record<string, Facet[]>
  nextCursor: string | null
  degraded: boolean
  tookMs: number
}

export interface Suggestions {
  items: {
    type: 'item' | 'act' | 'agency'
    code: string
    name: string
    highlight?: string | Record<string, string>
  }[]
  degraded: boolean
}
