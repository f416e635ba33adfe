import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { loadSession, type Role } from './api/session'
import { workbench } from './pages/workbench/routes'

declare module 'vue-router' {
  interface RouteMeta {
    /** title of the page; pages that show a thing put its name there once it has come */
    title?: string
    /** who works here: nobody else is let in, and nobody who is not signed in */
    roles?: readonly Role[]
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/', component: () => import('./pages/discovery/HomePage.vue') },
  {
    path: '/search',
    component: () => import('./pages/discovery/SearchPage.vue'),
    meta: { title: '搜索' },
  },
  {
    path: '/items',
    component: () => import('./pages/register/ItemsPage.vue'),
    meta: { title: '中介服务事项清单' },
  },
  {
    path: '/items/:code',
    component: () => import('./pages/register/ItemPage.vue'),
    meta: { title: '中介服务事项' },
  },
  {
    path: '/items/:code/offers',
    component: () => import('./pages/offers/OffersPage.vue'),
    meta: { title: '比较价格' },
  },
  {
    path: '/agencies',
    component: () => import('./pages/agency/AgenciesPage.vue'),
    meta: { title: '中介机构名录' },
  },
  {
    path: '/agencies/:uscc',
    component: () => import('./pages/agency/AgencyPage.vue'),
    meta: { title: '中介机构' },
  },
  {
    path: '/agencies/:uscc/prices/:item',
    component: () => import('./pages/pricing/PriceHistoryPage.vue'),
    meta: { title: '标价沿革' },
  },
  {
    path: '/prices/:id',
    component: () => import('./pages/pricing/PriceEntryPage.vue'),
    meta: { title: '标价' },
  },
  {
    path: '/notices',
    component: () => import('./pages/notices/NoticesPage.vue'),
    meta: { title: '采购公告' },
  },
  {
    path: '/notices/:number',
    component: () => import('./pages/notices/NoticePage.vue'),
    meta: { title: '采购公告' },
  },
  {
    path: '/charge-check',
    component: () => import('./pages/offers/ChargeCheckPage.vue'),
    meta: { title: '核对一笔收费' },
  },
  {
    path: '/charge-checks/:id',
    component: () => import('./pages/offers/ChargeResultPage.vue'),
    meta: { title: '收费核对结果' },
  },
  {
    path: '/acts',
    component: () => import('./pages/register/ActsPage.vue'),
    meta: { title: '行政事项' },
  },
  {
    path: '/acts/:code',
    component: () => import('./pages/register/ActPage.vue'),
    meta: { title: '行政事项' },
  },
  {
    path: '/price-rules/:rule',
    component: () => import('./pages/price/RuleAddress.vue'),
    meta: { title: '收费标准' },
  },
  // 合同登记; the QR code of a printed contract leads to its record
  {
    path: '/contracts',
    component: () => import('./pages/record/RegisterPage.vue'),
    meta: { title: '合同登记' },
  },
  {
    path: '/contracts/:number',
    component: () => import('./pages/record/RecordPage.vue'),
    meta: { title: '合同登记' },
  },
  // 投诉与线索: outcomes for everybody, and a way in without a name
  {
    path: '/complaints',
    component: () => import('./pages/complaint/OutcomesPage.vue'),
    meta: { title: '投诉处理结果' },
  },
  {
    path: '/complaints/:number',
    component: () => import('./pages/complaint/OutcomePage.vue'),
    meta: { title: '投诉处理结果' },
  },
  {
    path: '/report',
    component: () => import('./pages/complaint/ReportPage.vue'),
    meta: { title: '提供线索' },
  },
  {
    path: '/report/status',
    component: () => import('./pages/complaint/StatusPage.vue'),
    meta: { title: '查询投诉或线索' },
  },
  // 年度测评 with its working, and 处置
  {
    path: '/ratings',
    component: () => import('./pages/rating/RatingsPage.vue'),
    meta: { title: '年度测评' },
  },
  {
    path: '/ratings/formulas',
    component: () => import('./pages/rating/FormulasPage.vue'),
    meta: { title: '计分公式' },
  },
  {
    path: '/ratings/:uscc',
    component: () => import('./pages/rating/RatingCardPage.vue'),
    meta: { title: '年度测评' },
  },
  {
    path: '/measures',
    component: () => import('./pages/rating/MeasureRegisterPage.vue'),
    meta: { title: '处置公示' },
  },
  // what became of a notice, and the proof of it
  {
    path: '/notices/:number/award',
    component: () => import('./pages/award/AwardPage.vue'),
    meta: { title: '中选公告' },
  },
  {
    path: '/notices/:number/verify',
    component: () => import('./pages/verify/VerifyPage.vue'),
    meta: { title: '验证选取结果' },
  },
  {
    path: '/verify',
    component: () => import('./pages/verify/VerifyPage.vue'),
    meta: { title: '验证选取结果' },
  },
  {
    path: '/about/numbers',
    component: () => import('./pages/about/NumbersPage.vue'),
    meta: { title: '收费标准说明' },
  },
  {
    path: '/docs',
    component: () => import('./pages/platform/DocsPage.vue'),
    meta: { title: '开放接口' },
  },
  {
    path: '/sign-in',
    component: () => import('./pages/identity/SignInPage.vue'),
    meta: { title: '登录' },
  },
  {
    path: '/register',
    component: () => import('./pages/identity/RegisterPage.vue'),
    meta: { title: '注册' },
  },
  {
    path: '/password-reset',
    component: () => import('./pages/identity/ResetPage.vue'),
    meta: { title: '重置密码' },
  },
  workbench,
  {
    path: '/:rest(.*)*',
    component: () => import('./pages/platform/NotFoundPage.vue'),
    meta: { title: '页面不存在' },
  },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior(to, from, saved) {
    if (saved) return saved
    if (to.hash) return { el: to.hash }
    return to.path === from.path ? false : { top: 0 }
  },
})

// the workbench is for those who are signed in: they come back to where they wanted to go
router.beforeEach(async (to) => {
  if (!to.path.startsWith('/workbench')) return true
  const session = await loadSession().catch(() => null)
  return session && !session.account ? { path: '/sign-in', query: { next: to.fullPath } } : true
})

router.afterEach((to) => setTitle(to.meta.title))

/** Names the browser's tab, and so what a screen reader says first. */
export function setTitle(title?: string): void {
  document.title = title ? `${title} · 明价` : '明价 · 湘西州中介服务超市'
}
