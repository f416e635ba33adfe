import { ask } from '../../api/client'
import type { QueriedStatus } from '../../api/types'

/** Asks what became of a complaint or a lead; the token goes in a header, where no log of addresses has it. */
export async function askStatus(number: string, token: string): Promise<QueriedStatus> {
  const path = `/api/complaint-status/${encodeURIComponent(number || '-')}`
  return (await ask<QueriedStatus>('GET', path, undefined, { queryToken: token })).body
}
