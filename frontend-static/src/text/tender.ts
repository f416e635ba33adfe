import { group } from './decimal'

/** Chinese names of what is said of purchases, and what each means. */
export const REQUEST_STATUSES: Record<string, string> = {
  draft: '草稿',
  in_review: '审核中',
  published: '公告中',
  closed: '已截止',
  selecting: '选取中',
  publicity: '公示中',
  suspended: '已中止',
  awarded: '已成交',
  failed: '未成交',
  cancelled: '已撤销',
}

/** Those that everybody can see. */
export const NOTICE_STATUSES: Record<string, string> = Object.fromEntries(
  Object.entries(REQUEST_STATUSES).filter(([s]) => s !== 'draft' && s !== 'in_review'),
)

export const FUNDS: Record<string, string> = {
  state: '财政性资金',
  social: '社会资金',
}

export const SELECTION_METHODS: Record<string, string> = {
  direct: '直接选取',
  lowest_price: '竞价选取',
  random_draw: '随机抽取',
  lowest_random: '竞价随机',
  best_value: '综合择优',
  credit_shortlist: '信用择优',
  mean: '均价选取',
  mean_random: '均价随机',
}

/** Parameters of a method, as the API keeps them. */
export type MethodParameters = Record<string, unknown>

/** What a method takes when nothing else is said; the API's own defaults. */
export const METHOD_DEFAULTS: Record<string, Record<string, number | number[]>> = {
  lowest_price: { explainBelowPercent: 70 },
  mean: { trimFrom: 5 },
  mean_random: { trimFrom: 5, percents: [95, 96, 97, 98] },
  best_value: { quality: 40, staff: 20, time: 10, price: 30 },
  credit_shortlist: { longList: 5, shortList: 3 },
}

/** How the agency is found, in a sentence that a bidder can hold the market to. */
export function methodSentence(code: string, parameters: MethodParameters = {}): string {
  const p = { ...METHOD_DEFAULTS[code], ...given(parameters) }
  const n = (name: string) => String(p[name] ?? '—')
  switch (code) {
    case 'direct':
      return `业主指定一家机构${p['named'] ? `（${n('named')}）` : ''}，由它在最高限价以内报价；它不报价，本次采购即不成交。`
    case 'lowest_price':
      return Number(p['explainBelowPercent']) > 0
        ? `报价最低的中选，同价的抽签；低于全部报价中位数 ${n('explainBelowPercent')}% 的，先书面说明成本，再确认成交。`
        : '报价最低的中选，同价的抽签。'
    case 'random_draw':
      return '在全部有效报价中公开抽签一次，抽中的成交；报价高低不影响中签机会，成交价即其所报的价。'
    case 'lowest_random':
      return '先留下报价较低的一半（至少 3 家，末位同价的一并留下），再从中公开抽签一次。'
    case 'best_value':
      return `按总分择优：质量 ${n('quality')}%、人员 ${n('staff')}%、时限 ${n('time')}%、价格 ${n('price')}%；价格分为最低报价与该报价之比。`
    case 'credit_shortlist':
      return `按信用分取前 ${n('longList')} 家，从中按信用分加权抽签取 ${n('shortList')} 家，业主在这 ${n('shortList')} 家中选定。`
    case 'mean':
      return `报价最接近平均价的中选；有效报价满 ${n('trimFrom')} 家时先各去掉一个最高、最低价，去掉的不能中选。`
    case 'mean_random': {
      const percents = Array.isArray(p['percents']) ? p['percents'].join('、') : '—'
      return `从 ${percents}（%）中抽取一个系数乘以平均价，报价最接近它的中选；有效报价满 ${n('trimFrom')} 家时先各去掉一个最高、最低价。`
    }
    default:
      return ''
  }
}

function given(parameters: MethodParameters): MethodParameters {
  return Object.fromEntries(
    Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined),
  )
}

const HAPPENED: Record<string, string> = {
  'request.published': '发布公告',
  'request.amended': '修改或澄清',
  'request.answered': '答复提问',
  'request.extended': '报价不足，延长一次',
  'request.closed': '报价截止',
  'request.cancelled': '业主撤销',
  'request.suspended': '中止',
  'request.resumed': '恢复',
  'request.failed': '未成交',
  'request.awarded': '成交',
  'lot.selected': '选出机构',
  'lot.decided': '业主选定',
  'lot.failed': '标段未成交',
  'bids.opened': '开启报价',
  'award.made': '成交公示',
  'award.confirmed': '确认成交',
  'award.accepted': '机构接受',
  'award.lost': '机构放弃或失去资格',
  'award.to-be-explained': '要求说明成本',
  'award.explained': '已说明成本',
  'objection.raised': '收到异议',
  'objection.decided': '异议处理决定',
}

/** What happened to a purchase; a kind that a newer server knows is shown as it is. */
export function happened(kind: string): string {
  return HAPPENED[kind] ?? kind
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Time to a deadline: what is not over yet never reads as nothing. `seconds` counts up to the last of them. */
export function remaining(milliseconds: number, seconds = false): string {
  if (milliseconds <= 0) return '已截止'
  const all = Math.ceil(milliseconds / 1000)
  const days = Math.floor(all / DAY)
  const hours = Math.floor((all % DAY) / HOUR)
  const minutes = Math.floor((all % HOUR) / MINUTE)
  const parts: string[] = []
  if (days) parts.push(`${group(String(days))} 天`)
  if (days || hours) parts.push(`${hours} 小时`)
  if (seconds) {
    if (days || hours || minutes) parts.push(`${minutes} 分`)
    parts.push(`${all % MINUTE} 秒`)
    return parts.join(' ')
  }
  if (!days && all >= MINUTE) parts.push(`${minutes} 分钟`)
  return parts.length ? parts.join(' ') : '不到 1 分钟'
}

/** How many working days, in words; none is said as well. */
export function workingDays(days: number): string {
  return days === 0 ? '无' : `${days} 个工作日`
}

/** Why an opened bid takes no part, by the name of the rule that it fails. */
export const EXCLUSIONS: Record<string, string> = {
  'not-admitted': '尚未入驻',
  suspended: '处于暂停期',
  removed: '已被清退',
  exited: '已退出市场',
  'paper-expired': '本事项所依据的证书已过期',
  'not-yet': '本事项尚未生效',
  'not-offered': '没有登记提供本事项',
  'serves-region': '服务区域不含项目所在地',
  'published-price': '公告发布时没有公布本事项在该区域的有效价格',
  papers: '缺少要求的资质',
  practitioners: '专业技术人员不足',
  'no-conflict': '属于应当回避的机构',
  named: '本标段直接选取另一家机构',
}
