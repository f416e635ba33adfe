/** Chinese names of what is said of ratings and of what follows from them. */
export const RUN_STATUSES: Record<string, string> = {
  computing: '正在计算',
  publicity: '公示中',
  final: '已确定',
  superseded: '已被新的版本取代',
}

export const PARTS: Record<string, string> = {
  quality: '业主评价',
  timeliness: '按期交付',
  pricing: '收费合规',
  supervision: '监督检查',
  completeness: '价格公布',
}

export const UNGRADED: Record<string, string> = {
  'no-contracts': '没有计入的合同',
  'few-contracts': '计入的合同太少',
  new: '入驻不满一年',
}

export const FINDINGS: Record<string, string> = {
  complaint_upheld: '投诉成立',
  false_material: '弄虚作假',
  refused_to_sign: '无正当理由拒签',
  price_violation: '价格违规',
}

export const MEASURE_KINDS: Record<string, string> = {
  reminder: '提醒',
  warning: '警告',
  rectification: '限期整改',
  suspension: '暂停',
  removal: '清退',
}

export const MEASURE_STATUSES: Record<string, string> = {
  open: '已告知，待决定',
  confirmed: '已决定',
  dropped: '不予处置',
  repaired: '已修复',
}

/** A score in hundredths of a point, as it is printed: two places, always. */
export function points(hundredths: number): string {
  const whole = Math.trunc(hundredths / 100)
  return `${whole}.${String(Math.abs(hundredths % 100)).padStart(2, '0')}`
}

/** A grade as it is printed; 不定级 where there is none, with why. */
export function gradeText(grade: string | null, ungraded: string | null): string {
  if (grade) return `${grade} 级`
  return ungraded ? `不定级：${UNGRADED[ungraded] ?? ungraded}` : '不定级'
}
