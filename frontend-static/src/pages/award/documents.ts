import type { Capacity } from '../../api/session'

/** Whether a region's code covers another's: 433100 all of 4331, 000000 the country. */
function covers(region: string, code: string): boolean {
  return code.startsWith(region.replace(/(00)+$/, ''))
}

/** Whether this reader gets the documents of a bid: a link for others would lead nowhere. */
export function mayRead(
  capacity: Capacity | null,
  owner: boolean,
  number: string,
  bidder: string,
): boolean {
  if (owner) return true
  switch (capacity?.role) {
    case 'operator':
      return true
    case 'regulator':
      // a request's number begins with the code of its region
      return covers(capacity.region?.code ?? '-', /^CG-(\d{6})-/.exec(number)?.[1] ?? '')
    case 'agency':
      return capacity.organisation?.uscc === bidder
    default:
      return false
  }
}
