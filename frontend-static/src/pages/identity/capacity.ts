export interface CapacityDraft {
  role: string
  departmentCode: string
  regionCode: string
  organisationId: string
}

export const emptyCapacity = (): CapacityDraft => ({
  role: 'regulator',
  departmentCode: '',
  regionCode: '',
  organisationId: '',
})

/** What the API takes: of a draft only what belongs to its role. */
export function capacityBody(draft: CapacityDraft): object {
  const { role, departmentCode, regionCode, organisationId } = draft
  if (role === 'regulator') {
    return { role, departmentCode: departmentCode || null, regionCode: regionCode || null }
  }
  return role === 'operator' ? { role } : { role, organisationId: organisationId.trim() || null }
}
