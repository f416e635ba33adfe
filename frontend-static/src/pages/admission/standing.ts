/** How an agency stands, in words. */
export const STANDINGS: Record<string, string> = {
  available: '正常',
  warned: '已警告',
  suspended: '暂停中',
  removed: '已清退',
  exited: '已退出',
}

export const SANCTIONS: Record<string, string> = {
  warning: '警告',
  suspension: '暂停',
  removal: '清退',
}

export interface Sanction {
  id: string
  kind: string
  ground: string
  document: string | null
  from: string
  to: string | null
  inForce: boolean
  liftedOn: string | null
  liftReason: string | null
}
