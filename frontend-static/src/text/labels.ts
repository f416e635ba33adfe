import type {
  ActKind,
  Confidence,
  Method,
  Payer,
  PricingMode,
  RuleStatus,
  SelfService,
} from '../api/types'

/** Chinese names of the closed vocabularies of the API, and what each means for the one who pays. */
export const KINDS: Record<ActKind, string> = {
  licence: '行政许可',
  penalty: '行政处罚',
  coercion: '行政强制',
  confirmation: '行政确认',
  levy: '行政征收',
  inspection: '行政检查',
  other: '其他行政权力',
}

export const PRICING_MODES: Record<PricingMode, string> = {
  government_set: '政府定价',
  government_guided: '政府指导价',
  market: '市场调节价',
}

export const PRICING_MODE_MEANING: Record<PricingMode, string> = {
  government_set: '按政府规定的标准收费，不得高于标准。',
  government_guided: '在政府规定的基准价和浮动幅度内协商。',
  market: '由双方协商；中介机构公开的标价即其上限，历史标准只作参考。',
}

export const PAYERS: Record<Payer, string> = {
  enterprise: '企业付费',
  government: '政府付费',
  either: '按委托方确定',
}

export const PAYER_MEANING: Record<Payer, string> = {
  enterprise: '由申请人委托并付费。',
  government: '由行政机关委托并付费，不得向企业收取。',
  either: '谁委托、谁付费；行政机关委托的不得转嫁给企业。',
}

export const SELF_SERVICE: Record<SelfService, string> = {
  allowed: '可以自行办理',
  notStated: '清单未载明',
  byAuthority: '由行政机关委托',
}

export const STATUSES: Record<RuleStatus, string> = {
  in_force: '现行有效',
  superseded: '已被替代',
  reference_only: '仅供参考',
}

export const METHODS: Record<Method, string> = {
  tiered_progressive: '差额定率累进',
  tiered_flat_interpolated: '分档插值',
  percentage: '按比例',
  unit: '按单价计量',
  fixed: '定额',
  range: '区间',
}

export const CONFIDENCES: Record<Confidence, string> = { high: '高', medium: '中', low: '低' }

/** The steps of a price working. */
export const STEPS: Record<string, string> = {
  tier: '分档',
  interpolation: '插值',
  amount: '金额',
  factor: '系数',
  adjustment: '浮动',
  floor: '下限',
  cap: '上限',
  rounding: '取整',
}

/** Looks a value up in a vocabulary; a value that a newer server knows and we do not is shown as it is. */
export function labelOf(vocabulary: Record<string, string>, value: string): string {
  return vocabulary[value] ?? value
}

/** What a hit or a suggestion is about. */
export const TYPES: Record<string, string> = {
  item: '中介事项',
  act: '行政事项',
  agency: '中介机构',
  offer: '明码标价',
}

const CHANGES: Record<string, string> = {
  published: '公布',
  changed: '更新',
  ended: '终止',
  withdrawn: '撤回',
  admitted: '入驻',
  exited: '退出',
  sanctioned: '受惩戒',
  'sanction-lifted': '惩戒解除',
  updated: '更新',
  amended: '补充',
  answered: '答疑',
  cancelled: '撤销',
  extended: '延期',
  awarded: '成交',
  failed: '未成交',
  drafted: '起草',
  proposed: '提出',
  confirmed: '确认',
  signed: '签订',
  filed: '备案',
  refused: '未获同意',
  agreed: '达成一致',
  terminated: '终止',
  issued: '开具',
  credited: '红冲',
  recorded: '登记',
}

const CHANGED_THINGS: Record<string, string> = {
  act: '行政事项',
  item: '中介事项',
  'price-rule': '收费标准',
  department: '部门',
  region: '区划',
  synonym: '同义词',
  agency: '中介机构',
  price: '明码标价',
  calendar: '工作日历',
  request: '采购公告',
  contract: '合同',
  supplement: '补充协议',
  termination: '合同终止',
  invoice: '发票',
  payment: '付款',
  refund: '退款',
}

/** "item.published" → 中介事项公布 */
export function changeLabel(kind: string): string {
  const [thing = kind, change = ''] = kind.split('.')
  return `${CHANGED_THINGS[thing] ?? thing}${CHANGES[change] ?? change}`
}

/** The source column is written for machines and people alike; its fixed phrases are put into Chinese. */
export function sourceText(source: string): string {
  return source
    .replace(/^not found$/, '未查到')
    .replace(/from memory of ([^;]+), unverified/g, '凭记忆（$1），未核对')
    .replace(/from memory, unverified/g, '凭记忆，未核对')
    .replace(/\bweb:\s*/g, '网页：')
    .replace(/from memory( of)?/g, '凭记忆')
    .replace(/stored cop(y|ies) of the notice at/g, '转载全文见')
    .replace(/stored copy of/g, '转载全文')
    .replace(/document number only/g, '只见文号')
    .replace(/document only/g, '只见文件名')
    .replace(/, no address/g, '，网址未存')
}
