import type { Role } from '../../api/session'

/** The workbench's own navigation, for one role. */
export function navigationOf(role: Role | undefined): { to: string; text: string }[] {
  const tasks = { to: '/workbench', text: '待办' }
  const own = { to: '/workbench/account', text: '我的账户' }
  const organisation = { to: '/workbench/organisation', text: '成员与密钥' }
  const inbox = { to: '/workbench/inbox', text: '消息' }
  const complaints = { to: '/workbench/complaints', text: '投诉' }
  const leads = { to: '/workbench/leads', text: '线索' }
  const ratings = { to: '/workbench/ratings', text: '年度测评' }
  const measures = { to: '/workbench/measures', text: '处置' }
  const supervision = { to: '/workbench/supervision', text: '监督检查' }
  const formula = { to: '/workbench/ratings/formula', text: '计分公式' }
  const identical = { to: '/workbench/identical-files', text: '雷同成果' }
  const contracts = { to: '/workbench/contracts', text: '合同' }
  const searches = { to: '/workbench/saved-searches', text: '订阅的检索' }
  switch (role) {
    case 'agency':
      return [
        tasks,
        inbox,
        { to: '/workbench/matched', text: '匹配的采购需求' },
        { to: '/workbench/bids', text: '我的报价' },
        contracts,
        complaints,
        ratings,
        measures,
        searches,
        { to: '/workbench/application', text: '入驻申请' },
        { to: '/workbench/prices', text: '价格清单' },
        { to: '/workbench/prices/import', text: '批量导入价格' },
        organisation,
        own,
      ]
    case 'operator':
      return [
        tasks,
        inbox,
        { to: '/workbench/objections', text: '待处理的异议' },
        { to: '/workbench/evaluation-appeals', text: '评价申诉' },
        { to: '/workbench/stuck', text: '滞留的采购' },
        contracts,
        identical,
        complaints,
        leads,
        ratings,
        formula,
        supervision,
        measures,
        { to: '/workbench/complaint-desks', text: '承办分工' },
        { to: '/workbench/queue', text: '入驻审核' },
        { to: '/workbench/agencies', text: '惩戒与退出' },
        { to: '/workbench/request-reviews', text: '采购审核' },
        { to: '/workbench/tender-terms', text: '采购规则' },
        { to: '/workbench/materials', text: '成果材料清单' },
        { to: '/workbench/accounts', text: '账户管理' },
        own,
      ]
    case 'enterprise':
      return [
        tasks,
        inbox,
        { to: '/workbench/requests', text: '我的采购需求' },
        { to: '/workbench/requests/new', text: '发起采购' },
        contracts,
        complaints,
        searches,
        organisation,
        own,
      ]
    default:
      return [
        tasks,
        inbox,
        contracts,
        complaints,
        leads,
        ratings,
        formula,
        supervision,
        measures,
        identical,
        searches,
        own,
      ]
  }
}
