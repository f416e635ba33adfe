import type { Capacity } from '../../api/session'

export interface Member {
  capacityId: string
  username: string
  displayName: string
  manager: boolean
}

/** An organisation that has registered; a natural person has no code. */
export interface Organisation {
  id: string
  name: string
  uscc: string | null
  kind: string
}

/** An API key of the organisation; the key itself is told once, when it is made. */
export interface ApiKey {
  id: string
  name: string
  scopes: string[]
  expiresOn: string | null
  usedOn: string | null
  key?: string
}

/** An account as the operator sees it. */
export interface Account {
  username: string
  displayName: string
  locked: boolean
  capacities: Capacity[]
}

export const SCOPES: Record<string, string> = {
  read: '读取本单位数据',
  'agency:write': '填写和提交入驻申请',
  'prices:write': '公布和调整价格',
  'files:write': '上传附件',
}
