import type { Check } from '../workbench/pointers'

/** What an agency says of itself, as the API keeps it; every part may be missing until it is submitted. */
export interface Application {
  profile: Profile | null
  qualifications: Paper[]
  practitioners: Person[]
  regionCodes: string[]
  items: Offer[]
  affiliates: Affiliate[]
}

export interface Profile {
  legalRepresentative: string | null
  establishedOn: string | null
  registeredCapitalFen: number | null
  address: string | null
  phone: string | null
  website: string | null
  introduction: string | null
  licenceFileId: string | null
  promise: boolean | null
}

export interface Paper {
  kind: string | null
  level: string | null
  number: string | null
  issuer: string | null
  validFrom: string | null
  validTo: string | null
  fileId: string | null
}

export interface Person {
  name: string | null
  certificateKind: string | null
  certificateNumber: string | null
  lead: boolean | null
  validFrom: string | null
  validTo: string | null
  fileId: string | null
}

export interface Offer {
  itemCode: string | null
  qualificationNumber: string | null
}

export interface Affiliate {
  kind: string | null
  name: string | null
  uscc: string | null
  sharePercent: string | null
}

export type Status = 'draft' | 'applied' | 'returned' | 'published' | 'removed' | 'exited'

/** Whether the papers cover an item; `confirmed`: no program can tell, the operator looks. */
export interface Judgement {
  itemCode: string
  itemName: string
  requirement: string
  basis: 'none_required' | 'by_paper' | 'confirmed' | 'refused'
  kinds: string[]
}

export interface ApplicationView {
  uscc: string | null
  name: string
  status: Status
  version: number
  appliedAt: string | null
  decideBy: string | null
  overdue: boolean
  decisionReason: string | null
  admittedOn: string | null
  application: Application
  checks: Check[]
  items?: Judgement[]
}

/** The same as the operator sees it. */
export interface ReviewView {
  now: ApplicationView
  admitted: Application | null
  changedSections: string[]
  files: Record<string, string>
}

export interface QueueLine {
  uscc: string
  name: string
  status: Status
  appliedAt: string | null
  decideBy: string | null
  overdue: boolean
  version: number
  itemCount: number
  firstTime?: boolean
}

export interface QualificationKind {
  code: string
  name: string
  levels: string[]
  namedAs: string[]
}

export const STATUSES: Record<Status, string> = {
  draft: '填写中',
  applied: '审核中',
  returned: '已退回',
  published: '已入驻',
  removed: '已清退',
  exited: '已退出',
}

export const AFFILIATIONS: Record<string, string> = {
  legal_representative: '法定代表人',
  shareholder: '股东',
  controller: '实际控制人',
  supervising_department: '主管部门',
  parent: '上级单位',
  subsidiary: '下属单位',
}

/** The steps of the wizard, by the API's name of each section. */
export const SECTIONS = [
  { id: 'profile', title: '机构信息' },
  { id: 'qualifications', title: '资质证书' },
  { id: 'practitioners', title: '从业人员' },
  { id: 'items', title: '服务事项' },
  { id: 'regions', title: '服务区域' },
  { id: 'affiliates', title: '关联关系' },
  { id: 'submit', title: '承诺与提交' },
] as const

export type StepId = (typeof SECTIONS)[number]['id']
