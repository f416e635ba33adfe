import type { Role } from '../../api/session'

export interface Place {
  to: string
  text: string
}

/** Places that belong together; the first have no title. */
export interface Group {
  title: string | null
  places: Place[]
}

const at = (path: string, text: string): Place => ({ to: `/workbench${path}`, text })
const COMPLAINTS = at('/complaints', '投诉')
const CONTRACTS = at('/contracts', '合同')
const FORMULA = at('/ratings/formula', '计分公式')
const IDENTICAL = at('/identical-files', '雷同成果')
const LEADS = at('/leads', '线索')
const MEASURES = at('/measures', '处置')
const ORGANISATION = at('/organisation', '成员与密钥')
const OWN = at('/account', '我的账户')
const RATINGS = at('/ratings', '年度测评')
const SEARCHES = at('/saved-searches', '订阅的检索')
const SUPERVISION = at('/supervision', '监督检查')

/** What stands under the tasks and the messages, which everybody has. */
function groupsOf(role: Role | undefined): [title: string, places: Place[]][] {
  switch (role) {
    case 'agency':
      return [
        ['报价', [at('/matched', '匹配的采购需求'), at('/bids', '我的报价'), SEARCHES]],
        ['履约', [CONTRACTS, COMPLAINTS]],
        ['测评', [RATINGS, MEASURES]],
        [
          '价格与入驻',
          [
            at('/prices', '价格清单'),
            at('/prices/import', '批量导入价格'),
            at('/application', '入驻申请'),
          ],
        ],
        ['账户', [ORGANISATION, OWN]],
      ]
    case 'operator':
      return [
        [
          '采购',
          [
            at('/request-reviews', '采购审核'),
            at('/objections', '待处理的异议'),
            at('/stuck', '滞留的采购'),
            at('/tender-terms', '采购规则'),
          ],
        ],
        [
          '履约',
          [
            CONTRACTS,
            at('/evaluation-appeals', '评价申诉'),
            IDENTICAL,
            at('/materials', '成果材料清单'),
          ],
        ],
        ['投诉', [COMPLAINTS, LEADS, at('/complaint-desks', '承办分工')]],
        ['测评', [RATINGS, FORMULA, SUPERVISION, MEASURES]],
        ['机构', [at('/queue', '入驻审核'), at('/agencies', '惩戒与退出')]],
        ['账户', [at('/accounts', '账户管理'), OWN]],
      ]
    case 'enterprise':
      return [
        ['采购', [at('/requests', '我的采购需求'), at('/requests/new', '发起采购'), SEARCHES]],
        ['履约', [CONTRACTS, COMPLAINTS]],
        ['账户', [ORGANISATION, OWN]],
      ]
    default:
      return [
        ['履约', [CONTRACTS, IDENTICAL]],
        ['投诉', [COMPLAINTS, LEADS]],
        ['测评', [RATINGS, FORMULA, SUPERVISION, MEASURES]],
        ['账户', [SEARCHES, OWN]],
      ]
  }
}

/** The workbench's own navigation, for one role. */
export function navigationOf(role: Role | undefined): Group[] {
  return [
    { title: null, places: [at('', '待办'), at('/inbox', '消息')] },
    ...groupsOf(role).map(([title, places]) => ({ title, places })),
  ]
}
