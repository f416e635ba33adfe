import type { RouteRecordRaw } from 'vue-router'
import type { Role } from '../../api/session'

const ALL: readonly Role[] = ['enterprise', 'agency', 'operator', 'regulator']
const AGENCY: readonly Role[] = ['agency']
const ENTERPRISE: readonly Role[] = ['enterprise']
const OPERATOR: readonly Role[] = ['operator']
const WATCHERS: readonly Role[] = ['operator', 'regulator']
const OF_ORGANISATIONS: readonly Role[] = ['enterprise', 'agency']

/** The pages of people who are signed in; each is a file of its own, and none costs the public pages anything. */
export const workbench: RouteRecordRaw = {
  path: '/workbench',
  component: () => import('./WorkbenchShell.vue'),
  children: [
    {
      path: '',
      component: () => import('./TasksPage.vue'),
      meta: { title: '待办', roles: ALL },
    },
    {
      path: 'application',
      component: () => import('../admission/ApplicationPage.vue'),
      meta: { title: '入驻申请', roles: AGENCY },
    },
    {
      path: 'prices',
      component: () => import('../pricing/PricesPage.vue'),
      meta: { title: '价格清单', roles: AGENCY },
    },
    {
      path: 'prices/import',
      component: () => import('../pricing/PriceImportPage.vue'),
      meta: { title: '批量导入价格', roles: AGENCY },
    },
    {
      path: 'queue',
      component: () => import('../admission/QueuePage.vue'),
      meta: { title: '入驻审核', roles: OPERATOR },
    },
    {
      path: 'queue/:uscc',
      component: () => import('../admission/ReviewPage.vue'),
      meta: { title: '审核申请', roles: OPERATOR },
    },
    {
      path: 'agencies',
      component: () => import('../admission/StandingsPage.vue'),
      meta: { title: '惩戒与退出', roles: OPERATOR },
    },
    {
      path: 'agencies/:uscc',
      component: () => import('../admission/StandingPage.vue'),
      meta: { title: '惩戒与退出', roles: OPERATOR },
    },
    {
      path: 'requests',
      component: () => import('../tender/RequestsPage.vue'),
      meta: { title: '我的采购需求', roles: ENTERPRISE },
    },
    {
      path: 'requests/new',
      component: () => import('../tender/NewRequestPage.vue'),
      meta: { title: '发起采购', roles: ENTERPRISE },
    },
    {
      path: 'requests/:id',
      component: () => import('../tender/RequestPage.vue'),
      meta: { title: '采购需求', roles: ENTERPRISE },
    },
    {
      path: 'requests/:id/edit',
      component: () => import('../tender/RequestWizardPage.vue'),
      meta: { title: '填写采购需求', roles: ENTERPRISE },
    },
    {
      path: 'request-reviews',
      component: () => import('../tender/RequestReviewsPage.vue'),
      meta: { title: '采购审核', roles: OPERATOR },
    },
    {
      path: 'request-reviews/:id',
      component: () => import('../tender/RequestReviewPage.vue'),
      meta: { title: '审核采购需求', roles: OPERATOR },
    },
    {
      path: 'tender-terms',
      component: () => import('../tender/TenderTermsPage.vue'),
      meta: { title: '采购规则', roles: OPERATOR },
    },
    {
      path: 'accounts',
      component: () => import('../identity/AccountsPage.vue'),
      meta: { title: '账户管理', roles: OPERATOR },
    },
    // bids, selections and messages
    {
      path: 'matched',
      component: () => import('../bidding/MatchedPage.vue'),
      meta: { title: '匹配的采购需求', roles: AGENCY },
    },
    {
      path: 'bids',
      component: () => import('../bidding/MyBidsPage.vue'),
      meta: { title: '我的报价', roles: AGENCY },
    },
    {
      path: 'bids/:number',
      component: () => import('../bidding/BidPage.vue'),
      meta: { title: '报价', roles: AGENCY },
    },
    {
      path: 'stuck',
      component: () => import('../award/StuckPage.vue'),
      meta: { title: '滞留的采购', roles: OPERATOR },
    },
    {
      path: 'objections',
      component: () => import('../award/ObjectionsPage.vue'),
      meta: { title: '待处理的异议', roles: OPERATOR },
    },
    // contracts and what is charged under them
    {
      path: 'contracts',
      component: () => import('../contract/ContractsPage.vue'),
      meta: { title: '合同', roles: ALL },
    },
    {
      path: 'contracts/:number',
      component: () => import('../contract/ContractPage.vue'),
      meta: { title: '合同', roles: ALL },
    },
    {
      path: 'contracts/:number/charges',
      component: () => import('../fees/ChargesPage.vue'),
      meta: { title: '合同收费', roles: ALL },
    },
    // what is handed in under a contract, and what is said of it
    {
      path: 'contracts/:number/delivery',
      component: () => import('../delivery/DeliveryPage.vue'),
      meta: { title: '成果与验收', roles: ALL },
    },
    {
      path: 'contracts/:number/evaluation',
      component: () => import('../evaluation/EvaluationPage.vue'),
      meta: { title: '评价', roles: ALL },
    },
    {
      path: 'evaluation-appeals',
      component: () => import('../evaluation/AppealsPage.vue'),
      meta: { title: '评价申诉', roles: OPERATOR },
    },
    {
      path: 'identical-files',
      component: () => import('../delivery/IdenticalFilesPage.vue'),
      meta: { title: '雷同成果', roles: WATCHERS },
    },
    // complaints, leads, ratings and what follows from them
    {
      path: 'complaints',
      component: () => import('../complaint/ComplaintsPage.vue'),
      meta: { title: '投诉', roles: ALL },
    },
    {
      path: 'complaints/new',
      component: () => import('../complaint/FilePage.vue'),
      meta: { title: '提出投诉', roles: ['enterprise', 'agency'] },
    },
    {
      path: 'complaints/:number',
      component: () => import('../complaint/ComplaintPage.vue'),
      meta: { title: '投诉', roles: ALL },
    },
    {
      path: 'leads',
      component: () => import('../complaint/LeadsPage.vue'),
      meta: { title: '线索', roles: WATCHERS },
    },
    {
      path: 'complaint-desks',
      component: () => import('../complaint/DesksPage.vue'),
      meta: { title: '承办分工', roles: ['operator'] },
    },
    {
      path: 'ratings',
      component: () => import('../rating/RunsPage.vue'),
      meta: { title: '年度测评', roles: ALL },
    },
    {
      path: 'ratings/formula',
      component: () => import('../rating/FormulaPage.vue'),
      meta: { title: '计分公式', roles: WATCHERS },
    },
    {
      path: 'ratings/:year/:version',
      component: () => import('../rating/RunPage.vue'),
      meta: { title: '年度测评', roles: ALL },
    },
    {
      path: 'measures',
      component: () => import('../rating/MeasuresPage.vue'),
      meta: { title: '处置', roles: ['agency', 'operator', 'regulator'] },
    },
    {
      path: 'measures/:id',
      component: () => import('../rating/MeasurePage.vue'),
      meta: { title: '处置', roles: ['agency', 'operator', 'regulator'] },
    },
    {
      path: 'supervision',
      component: () => import('../supervision/SupervisionPage.vue'),
      meta: { title: '监督检查', roles: WATCHERS },
    },
    {
      path: 'supervision/:uscc',
      component: () => import('../supervision/SupervisedPage.vue'),
      meta: { title: '监督检查', roles: WATCHERS },
    },
    // what is handed in for an item
    {
      path: 'materials',
      component: () => import('../delivery/MaterialListsPage.vue'),
      meta: { title: '成果材料清单', roles: OPERATOR },
    },
    {
      path: 'materials/:code',
      component: () => import('../delivery/MaterialListPage.vue'),
      meta: { title: '成果材料清单', roles: OPERATOR },
    },
    {
      path: 'inbox',
      component: () => import('../inbox/InboxPage.vue'),
      meta: { title: '消息', roles: ALL },
    },
    {
      path: 'notifications',
      component: () => import('../inbox/NotificationsPage.vue'),
      meta: { title: '通知设置', roles: OF_ORGANISATIONS },
    },
    {
      path: 'saved-searches',
      component: () => import('../inbox/SavedSearchesPage.vue'),
      meta: { title: '订阅的检索', roles: ALL },
    },
    {
      path: 'organisation',
      component: () => import('../identity/OrganisationPage.vue'),
      meta: { title: '单位成员与密钥', roles: OF_ORGANISATIONS },
    },
    {
      path: 'account',
      component: () => import('../identity/AccountPage.vue'),
      meta: { title: '我的账户', roles: ALL },
    },
  ],
}
