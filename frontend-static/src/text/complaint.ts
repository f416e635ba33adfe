import { yuan } from './money'

/** Chinese names of what is said of complaints and leads. */
export const SUBJECTS: Record<string, string> = {
  selection: '选取',
  fee: '收费',
  quality: '质量',
  conduct: '行为',
  delay: '延误',
}

/** Leads may be about officials, too. */
export const LEAD_SUBJECTS: Record<string, string> = { ...SUBJECTS, misconduct: '公职人员违纪违法' }

export const COMPLAINT_STATUSES: Record<string, string> = {
  received: '待受理',
  accepted: '已受理，处理中',
  refused: '不予受理',
  decided: '已处理',
  withdrawn: '已撤回',
}

export const DESKS: Record<string, string> = {
  operator: '运行机构',
  department: '行业主管部门',
  price: '市场监督管理部门',
  discipline: '纪检监察机关',
}

export const COMPLAINT_OUTCOMES: Record<string, string> = {
  upheld: '成立',
  partly: '部分成立',
  rejected: '不成立',
}

export const EFFECTS: Record<string, string> = {
  'award-cancelled': '取消中选，重新选取',
  'refund-owed': '责令退费',
  finding: '计入行为认定',
  sanction: '惩戒',
}

/** What follows from a decision, with the amount and the findings where they belong: 责令退费 100.00 元. */
export function effectText(
  effect: string,
  refundFen: number | null,
  findings: string[] = [],
): string {
  const what = EFFECTS[effect] ?? effect
  if (effect === 'finding' && findings.length) return `${what}：${findings.join('、')}`
  return effect === 'refund-owed' && refundFen ? `${what} ${yuan(refundFen)} 元` : what
}

/** Why a complaint is not taken up. */
export const REFUSALS: Record<string, string> = {
  'out-of-scope': '不属于投诉范围',
  'no-grounds': '没有明确的事实和理由',
  'handled-elsewhere': '已由其他程序处理',
  repeated: '重复投诉',
}

export const LEAD_STATUSES: Record<string, string> = {
  received: '待阅办',
  read: '已阅办',
  answered: '已答复',
}

export const LEAD_OUTCOMES: Record<string, string> = {
  handled: '已处理',
  turned: '已转入其他程序',
  unfounded: '不属实，或者无法核实',
}

/** What a person may complain about, and who has the standing to. */
export const STANDING: Record<string, string> = {
  selection: '选取程序与结果；项目业主、报价的机构。公示期内请先提异议',
  fee: '收费高于公布的价格、清单之外收费、重复收费；合同双方',
  quality: '成果不合格、弄虚作假；合同的项目业主',
  conduct: '不履行义务、串通、索要好处等；合同双方、报价的机构',
  delay: '逾期不签订、不提交成果、不付款；合同双方',
}
