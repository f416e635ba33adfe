declare module '@verify/proof.mjs' {
  /** One thing that was recomputed. */
  export interface Check {
    name: string
    ok: boolean
    expected: string
    got: string
  }
  export function verifyProof(proof: unknown): Promise<Check[]>
  export function holds(checks: Check[]): boolean
}

declare module '@verify/selection.mjs' {
  export function select(asked: { method: object; bids: object[]; seed: string }): Promise<unknown>
  export function combineSeed(parts: {
    serverSeed: string
    pool: string[]
    nonces: string[]
    beacon?: string | null
  }): Promise<string>
  export function commitment(serverSeed: string): Promise<string>
  export function poolHash(usccs: string[]): Promise<string>
  export function poolText(usccs: string[]): string
}
