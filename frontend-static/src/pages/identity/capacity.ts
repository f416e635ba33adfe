import { normalUscc } from '../../text/uscc'

export interface CapacityDraft {
  role: string
  departmentCode: string
  regionCode: string
  uscc: string
}

export const emptyCapacity = (): CapacityDraft => ({
  role: 'regulator',
  departmentCode: '',
  regionCode: '',
  uscc: '',
})

/** What the API takes: of a draft only what belongs to its role. */
export function capacityBody(draft: CapacityDraft): object {
  const { role, departmentCode, regionCode, uscc } = draft
  if (role === 'regulator') {
    return { role, departmentCode: departmentCode || null, regionCode: regionCode || null }
  }
  return role === 'operator' ? { role } : { role, uscc: normalUscc(uscc) || null }
}
