import type { components } from './schema'

/**
 * The public API as the portal reads it: names for the schemas of `openapi.json`, which `npm run api` turns into
 * `schema.d.ts`. No shape is written a second time here. Money is whole fen; decimals are strings; dates are ISO.
 */
type Schemas = components['schemas']

export type Act = Schemas['ActView']
export type ActDetail = Schemas['ActDetailView']
export type RequiredItem = Schemas['DemandedItemView']
export type Item = Schemas['ItemView']
export type ItemDetail = Schemas['ItemDetailView']
export type ItemVersion = Schemas['ItemViewHistory']['items'][number]
export type ServedAct = Schemas['ServedActView']
export type Department = Schemas['DepartmentView']
export type Region = Schemas['RegionView']
export type Rule = Schemas['RuleView']
export type RuleForm = Schemas['FormView']
export type Tier = Schemas['TierView']
export type Quote = Schemas['QuoteView']
export type WorkingStep = Schemas['Line']
export type ItemQuotes = Schemas['ItemQuotes']
export type Curve = Schemas['Curve']
export type CurvePoint = Schemas['Point']
export type Change = Schemas['ChangeView']
export type Overview = Schemas['OverviewView']
export type SearchAnswer = Schemas['SearchView']
export type Hit = Schemas['HitView']
export type Facet = Schemas['BucketView']
export type Suggestions = Schemas['SuggestionsView']

/** A rule's parameters, as every endpoint takes them: what is not given is left out. */
export type QuoteRequest = {
  [K in keyof Omit<Schemas['QuoteRequest'], 'unknown'>]?: K extends 'factors' | 'counts'
    ? Record<string, string>
    : string
}

export type AgencyLine = Schemas['AgencyLine']
export type Agency = Schemas['AgencyView']
export type Paper = Schemas['QualificationView']
export type Practitioner = Schemas['PractitionerView']
export type OfferedItem = Schemas['AgencyItemView']
export type Sanction = Schemas['SanctionView']
export type Standing = Agency['standing']

export type PriceEntry = Schemas['PriceEntryView']
export type PriceRequest = Schemas['PriceRequest']
export type PriceTerms = Schemas['PriceTerms']
export type TierTerms = Schemas['TierTerms']
export type PriceDraft = Schemas['DraftView']
export type PriceCheck = Schemas['CheckView']
export type ListOutcome = Schemas['ListOutcome']
export type PriceImport = Schemas['PriceImportView']
export type PriceAttempt = Schemas['PriceAttemptView']
export type Form = PriceEntry['form']
export type EntryState = PriceEntry['state']

export type Offers = Schemas['OffersView']
export type Offer = Schemas['OfferView']
export type Market = Schemas['MarketView']
export type Lawful = Schemas['Lawful']
/** A working comes as plain lines. */
export type Working = Offer['working']
export type ChargeCheck = Schemas['ChargeCheck']
export type Finding = Schemas['Finding']
export type Verdict = ChargeCheck['verdict']

export type AwardNotice = Schemas['AwardNotice']
export type AwardedLot = Schemas['AwardedLot']
export type OpenedBid = Schemas['OpenedBidView']
export type Award = Schemas['AwardView']
export type Objection = Schemas['ObjectionView']
export type LotPool = Schemas['PoolView']
export type SelectionProof = Schemas['Proof']
export type BidTerms = Schemas['BidTerms']
export type BidCeiling = Schemas['BidCeiling']
export type Receipt = Schemas['Receipt']
export type ReceiptKey = Schemas['ReceiptKey']
export type MyBid = Schemas['MyBid']
export type Eligibility = Schemas['EligibilityView']
export type EligibilityPoint = Schemas['PointView']
export type MatchedRequest = Schemas['MatchedRow']
export type SavedSearch = Schemas['SavedSearchView']
export type Message = Schemas['MessageRow']
export type NotificationSettings = Schemas['SettingsView']
export type ListedObjection = Schemas['ListedObjection']
export type StuckRequest = Schemas['StuckView']
export type NoticeRow = Schemas['NoticeRow']
export type Notice = Schemas['NoticeView']
export type NoticeLot = Schemas['NoticeLot']
export type TenderTerms = Schemas['TenderTerms']
export type RequestBody = Schemas['RequestBody']
export type OwnRequest = Schemas['OwnRequest']
export type ServiceRequest = Schemas['RequestView']
/** What is said of a request that is kept nowhere. */
export type RequestCheck = Pick<
  ServiceRequest,
  'actName' | 'regionName' | 'files' | 'errors' | 'lots' | 'closesNotBefore' | 'terms'
>
export type LotFigures = Schemas['LotFigures']
export type RequestReview = Schemas['ReviewRow']
export type Question = Schemas['Question']

export type ListedContract = Schemas['ListedContract']
export type RegisteredContract = Schemas['RegisteredContract']
export type Contract = Schemas['ContractView']
export type PublicContract = Schemas['PublicContract']
export type ContractAccount = Schemas['ContractAccount']
export type ContractHold = Schemas['ContractHold']
export type ContractDocument = Schemas['DocumentView']
export type Supplement = Schemas['SupplementView']
export type Termination = Schemas['TerminationView']
export type Reconciliation = Schemas['Reconciliation']
export type Invoice = Schemas['InvoiceView']
export type FeeLine = Schemas['FeeLineView']
export type FeeGround = Schemas['FeeGround']
export type Payment = Schemas['PaymentView']
export type ActFees = Schemas['ActFees']
export type Outcome = Schemas['OutcomeView']
export type Delivery = Schemas['DeliveryView']
export type Deliverable = Schemas['DeliverableView']
export type HandedIn = Schemas['HandedIn']
export type IdenticalFile = Schemas['IdenticalFile']
export type ContractEvaluation = Schemas['ContractEvaluation']
export type EvaluationSummary = Schemas['EvaluationSummary']
export type ListedEvaluation = Schemas['ListedEvaluation']
export type ListedAppeal = Schemas['ListedAppeal']

export type ComplaintFiled = Schemas['ComplaintFiled']
export type ListedComplaint = Schemas['ListedComplaint']
export type Complaint = Schemas['ComplaintView']
export type QueriedStatus = Schemas['QueriedStatus']
export type ComplaintOutcome = Schemas['PublishedOutcome']
export type Lead = Schemas['LeadView']
export type ServedDesk = Schemas['ServedDesk']

export type SupervisionResult = Schemas['ListedResult']
export type ConductFinding = Schemas['ListedFinding']
export type MaterialList = Schemas['MaterialList']

export type RatingFormula = Schemas['FormulaView']
export type RatingFormulas = Schemas['FormulasView']
export type ListedRun = Schemas['ListedRun']
export type RatingRun = Schemas['RunView']
export type ListedRating = Schemas['ListedRating']
export type RatingYear = Schemas['YearView']
export type RatingCard = Schemas['CardView']
export type RatingWorking = Schemas['WorkingView']
export type RatingAppeal = Schemas['ListedRatingAppeal']
export type ListedMeasure = Schemas['ListedMeasure']
export type Measure = Schemas['MeasureView']
export type PublishedMeasure = Schemas['PublishedMeasure']

export type ActKind = Act['kind']
export type PricingMode = Item['pricingMode']
export type Payer = Item['payer']
export type SelfService = Item['selfService']
export type Confidence = Item['confidence']
export type RuleStatus = Rule['status']
export type Method = Rule['method']

/** One page of a list. */
export type Page<T> = Omit<Schemas['ItemViewPage'], 'items'> & { items: T[] }

/** Where a fact comes from and how far it may be trusted; verified=false must be shown as 待核实. */
export type Sourced = Pick<
  Item,
  'confidence' | 'source' | 'notes' | 'verified' | 'validFrom' | 'validTo'
>
