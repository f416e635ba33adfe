/** RFC 9457, with the members the market adds. */
export interface Problem {
  type: string
  title: string
  status: number
  detail?: string
  instance?: string
  parameter?: string
  rule?: string
  bound?: string
  allowed?: string[]
  errors?: { pointer: string; rule?: string; detail: string }[]
  requestId?: string
}
