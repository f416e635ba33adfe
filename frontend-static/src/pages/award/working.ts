/** A selection in the words of the published vectors, as the API and the proof carry it. */
export interface Working {
  method: MethodWords
  bids: WorkedBid[]
  seed: string
  expected: Outcome
}

export interface MethodWords {
  code: string
  minimum?: number
  explainBelowPercent?: number
  trimFrom?: number
  percents?: number[]
  longList?: number
  shortList?: number
  quality?: number
  staff?: number
  time?: number
  price?: number
  named?: string
}

export interface WorkedBid {
  uscc: string
  amountFen: number | string
  credit?: number
  scores?: Scores
}

/** Marks in hundredths of a point. */
export interface Scores {
  quality: number
  staff: number
  time: number
}

export interface Place {
  rank: number
  uscc: string
  amountFen: string
  score: string | null
}

export interface Draw {
  why: string
  from: string[]
  of: number
  index: number
  drawn: string
}

export type Outcome =
  | { outcome: 'too_few'; bids: number; minimum: number }
  | {
      outcome: 'ranked'
      ranking: Place[]
      leftOut: string[]
      reference: string | null
      percent: number | null
      toExplain: string[]
      draws: Draw[]
    }
  | { outcome: 'shortlist'; longList: string[]; shortList: string[]; draws: Draw[] }

/** What the seed was made of. */
export interface ProofParts {
  serverSeed: string
  commitment: string
  pool: string[]
  poolHash: string
  nonces: string[]
  beacon: string | null
  beaconSource: {
    chain: string
    round: number
    signature: string
    signatureVerified: boolean
  } | null
}

/** What an agency offers beside its price. */
export interface OfferTerms {
  discountPercent?: string | null
  promise?: string | null
  serviceDays?: number | null
  practitioners?: { id: string; name: string; certificate: string }[]
}
