export interface CapacityDraft {
  role: string
  departmentCode: string
  regionCode: string
  organisationId: string
  manager: boolean
}

export const emptyCapacity = (): CapacityDraft => ({
  role: 'regulator',
  departmentCode: '',
  regionCode: '',
  organisationId: '',
  manager: false,
})

/** What the API takes: of a draft only what belongs to its role. */
export function capacityBody(draft: CapacityDraft): object {
  const { role, departmentCode, regionCode, organisationId, manager } = draft
  if (role === 'regulator') {
    return { role, departmentCode: departmentCode || null, regionCode: regionCode || null }
  }
  if (role === 'operator') return { role }
  return { role, organisationId: organisationId || null, manager }
}
