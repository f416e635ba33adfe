import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clearAwards } from '../fixture/award'
import { clearDesk } from '../fixture/desk'
import { overflow, settled, violations, WIDTHS } from './chromium'
import { enterAs, openSite, picture, type Site } from './site'

/** From the sealed bid to the proof: what agencies, owners, operators and everybody else see. */
const OPEN = 'CG-433127-20261126-0001'
const award = (n: number) => `CG-433101-20261110-${String(n).padStart(4, '0')}`
const PAGES: [label: string, who: string, path: string][] = [
  ['matched', 'shichang', '/workbench/matched'],
  ['matched-none', 'jigou', '/workbench/matched'],
  ['bid', 'shichang', `/workbench/bids/${OPEN}`],
  ['bid-not-eligible', 'jigou', `/workbench/bids/${OPEN}`],
  ['bid-missing', 'shichang', '/workbench/bids/CG-433101-20990101-0001'],
  ['my-bids', 'shichang', '/workbench/bids'],
  ['my-bids-none', 'jigou', '/workbench/bids'],
  ['notice-eligible', 'shichang', `/notices/${OPEN}`],
  ['notice-awarded', '', `/notices/${award(1)}`],
  ['award-sealed', '', `/notices/${OPEN}/award`],
  ['award-publicity', '', `/notices/${award(1)}/award`],
  ['award-draw', '', `/notices/${award(2)}/award`],
  ['award-best-value', '', `/notices/${award(8)}/award`],
  ['award-shortlist', '', `/notices/${award(4)}/award`],
  ['award-suspended', '', `/notices/${award(7)}/award`],
  ['award-winner', 'shichang', `/notices/${award(10)}/award`],
  ['award-to-explain', 'shichang', `/notices/${award(9)}/award`],
  ['award-missing', '', '/notices/CG-433101-20990101-0001/award'],
  ['verify', '', `/notices/${award(2)}/verify`],
  ['verify-none', '', `/notices/${OPEN}/verify`],
  ['verify-missing', '', '/notices/CG-433101-20990101-0001/verify'],
  ['verify-file', '', '/verify'],
  ['decide-scores', 'qiye', '/workbench/requests/r-scores'],
  ['decide-choice', 'qiye', '/workbench/requests/r-choice'],
  ['decide-single', 'qiye', '/workbench/requests/r-single'],
  ['decide-explained', 'qiye', '/workbench/requests/r-explained'],
  ['stuck', 'operator', '/workbench/stuck'],
  ['objections', 'operator', '/workbench/objections'],
  ['inbox', 'shichang', '/workbench/inbox'],
  ['notifications', 'shichang', '/workbench/notifications'],
  ['notifications-no-mail', 'qiye', '/workbench/notifications'],
  ['saved-searches', 'shichang', '/workbench/saved-searches'],
]

let site: Site
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const enter = (who: string, width: number, height?: number) => enterAs(site, who, width, height)

describe.each(WIDTHS)('at the $name', ({ name, width, height }) => {
  beforeEach(async () => {
    clearDesk(true)
    await clearAwards()
  })
  it.each(PAGES)('the page %s is accessible and fits', async (label, who, path) => {
    const context = await enter(who, width, height)
    const page = await context.newPage()
    const errors: string[] = []
    const elsewhere: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    page.on('request', (r) => {
      if (!r.url().startsWith(site.url) && !r.url().startsWith('data:')) elsewhere.push(r.url())
    })
    await page.goto(site.url + path)
    await settled(page)
    await page.waitForLoadState('networkidle')
    await picture(page, `aw-${label}-${name}`)

    expect(errors).toEqual([])
    expect(elsewhere).toEqual([])
    expect(await overflow(page)).toBe(0)
    expect(await violations(page)).toEqual([])
    await context.close()
  })

  it('a bid is refused, sealed and receipted, and the page fits all the while', async () => {
    const context = await enter('shichang', width, height)
    const page = await context.newPage()
    await page.goto(`${site.url}/workbench/bids/${OPEN}`)
    await settled(page)
    await page.fill('#f-amountFen-1', '141600.01')
    await page.waitForSelector('#f-amountFen-1-error')
    await page.click('button[type=submit]:has-text("密封并提交")')
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await picture(page, `aw-bid-refused-${name}`)
    await page.fill('#f-amountFen-1', '14.16万')
    await page.click('button[type=submit]:has-text("密封并提交")')
    await page.waitForSelector('.receipt')
    await page.click('button:has-text("验证签名")')
    await page.waitForSelector('.checked')
    await picture(page, `aw-bid-receipt-${name}`)
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await context.close()
  })

  it('a proof that was changed says so, and fits', async () => {
    const context = await enter('', width, height)
    const page = await context.newPage()
    await page.goto(`${site.url}/notices/${award(2)}/verify`)
    await page.waitForSelector('.verdict.pass')
    await page.click('button:has-text("替我改动")')
    await page.waitForSelector('.verdict.fail')
    await picture(page, `aw-verify-changed-${name}`)
    expect(await violations(page)).toEqual([])
    expect(await overflow(page)).toBe(0)
    await context.close()
  })
})

describe('at work', () => {
  let context: BrowserContext
  let page: Page
  const begin = async (who: string, path: string) => {
    context = await enter(who, 1440)
    page = await context.newPage()
    await page.goto(site.url + path)
    await settled(page)
  }
  beforeEach(async () => {
    clearDesk()
    await clearAwards()
  })
  afterEach(() => context.close())
  const submit = () => page.click('.bid button[type=submit]')

  it('says one fen above the ceiling at the field, with the bound, and sends nothing', async () => {
    await begin('shichang', `/workbench/bids/${OPEN}`)
    let sent = 0
    page.on('request', (r) => (sent += r.method() === 'POST' ? 1 : 0))
    await page.fill('#f-amountFen-1', '141600.01')
    const told = await page.textContent('#f-amountFen-1-error')
    expect(told).toContain('报价 141,600.01 元，高于本机构公布的价格 141,600.00 元，超出 0.01 元')
    expect(told).toContain('基准价的 1.18 倍')
    expect(await page.getAttribute('#f-amountFen-1', 'aria-invalid')).toBe('true')
    await submit()
    await page.waitForSelector('[role=alert]:focus')
    expect(sent).toBe(0)
    await page.fill('#f-amountFen-1', '141600')
    await page.waitForSelector('#f-amountFen-1-error', { state: 'detached' })
  })

  it('turns a discount into whole fen and an amount into a discount', async () => {
    await begin('shichang', `/workbench/bids/${OPEN}`)
    await page.fill('#f-amountFen-1', '120000')
    expect(await page.textContent('.other')).toContain('下浮 20%')
    await page.check('input[value=discount]')
    await page.fill('#f-discountPercent-1', '5.6')
    expect(await page.textContent('.other')).toContain('141,600.00 元')
    await page.fill('#f-discountPercent-1', '5.59')
    await page.waitForSelector('#f-discountPercent-1-error')
    expect(await page.textContent('#f-discountPercent-1-error')).toContain('超出 15.00 元')
    await page.fill('#f-discountPercent-1', '100')
    await submit()
    expect(await page.textContent('#f-discountPercent-1-error')).toContain('0 至 99.99')
  })

  it('keeps nothing of what was sealed; the receipt is valid, downloaded, replaced and taken back', async () => {
    await begin('shichang', `/workbench/bids/${OPEN}`)
    const bodies: Record<string, unknown>[] = []
    page.on('request', (r) => {
      if (r.url().endsWith('/bids')) bodies.push(r.postDataJSON() as Record<string, unknown>)
    })
    await page.fill('#f-amountFen-1', '138888.88')
    await page.check('text=彭秀')
    await page.click('summary:has-text("自己出随机数")')
    await page.click('button:has-text("在本机产生一个")')
    const nonce = await page.inputValue('#f-nonce-1')
    await submit()
    await page.waitForSelector('.receipt')
    expect(bodies[0]).toEqual({
      amountFen: 13_888_888,
      practitioners: ['a0000000-0000-4000-8000-000000000002'],
      nonce,
    })
    expect(await page.inputValue('#f-amountFen-1')).toBe('')
    expect(await page.content()).not.toContain('138888')
    expect(await page.content()).not.toContain('138,888')
    await page.click('button:has-text("验证签名")')
    await page.waitForSelector('.checked:not(.bad) >> text=签名有效')
    const saved = page.waitForEvent('download')
    await page.click('button:has-text("下载（JSON）")')
    expect((await saved).suggestedFilename()).toMatch(/^CG-.*-receipt\.json$/)
    await page.fill('#f-amountFen-1', '130000')
    await page.click('button:has-text("替换原报价")')
    await page.waitForSelector('text=以前的 1 份回执')
    await page.click('button:has-text("撤回报价")')
    await page.waitForSelector('dialog[open]')
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.click('button:has-text("撤回报价")')
    await page.click('dialog[open] button[type=submit]')
    await page.waitForSelector('text=已撤回报价')
    expect(await page.textContent('.bid')).toContain('密封并提交')
    await page.goto(`${site.url}/workbench/bids`)
    await settled(page)
    expect(await page.textContent('.list > li')).toContain('已撤回')
  })

  it('adds and removes documents by the keyboard, and seals what is left with the bid', async () => {
    await begin('shichang', `/workbench/bids/${OPEN}`)
    const bodies: { documents?: { key: string }[] }[] = []
    page.on('request', (r) => {
      if (r.url().endsWith('/bids')) bodies.push(r.postDataJSON() as (typeof bodies)[number])
    })
    const file = { name: '方案.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') }
    await page.setInputFiles('#f-documents-1', [file, { ...file, name: '报价.pdf' }])
    await page.waitForSelector('.documents .have li >> nth=1')
    await page.focus('.documents .have li >> nth=0 >> button')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#f-documents-1:focus')
    expect(await page.locator('.documents .have li').count()).toBe(1)
    await page.setInputFiles('#f-documents-1', { ...file, buffer: Buffer.alloc(0) })
    await page.waitForSelector('#f-documents-1-error >> text=空文件')
    expect(await violations(page)).toEqual([])
    await page.fill('#f-amountFen-1', '138888.88')
    await submit()
    await page.waitForSelector('.receipt')
    expect(bodies[0]!.documents).toHaveLength(1)
    expect(bodies[0]!.documents![0]!.key).toMatch(/^[0-9a-f]{64}$/)
    expect(await page.locator('.documents .have li').count()).toBe(0)
  })

  it('shows what the market refuses at the deadline', async () => {
    await begin('shichang', `/workbench/bids/${OPEN}`)
    await page.fill('#f-amountFen-1', '88888')
    await submit()
    await page.waitForSelector('.problem >> text=不再接收报价')
    expect(await page.inputValue('#f-amountFen-1')).toBe('88888')
  })

  it('explains point by point why not, and where to mend it', async () => {
    await begin('jigou', `/workbench/bids/${OPEN}`)
    expect(await page.locator('.points .unmet').count()).toBe(2)
    expect(await page.textContent('.points')).toContain('怎么办：请在“入驻申请”中增加该区域')
    expect(await page.locator('.bid').count()).toBe(0)
  })

  it('is passed by the proof that was published, and not after one byte', async () => {
    await begin('', `/notices/${award(2)}/verify`)
    await page.waitForSelector('.verdict.pass >> text=通过')
    const checks = await page.locator('.checks li').count()
    expect(checks).toBeGreaterThan(5)
    const original = await page.inputValue('#v-area')
    await page.fill('#v-area', original.replace('"amountFen": 9800000', '"amountFen": 9800001'))
    await page.waitForSelector('.verdict.fail >> text=不通过')
    expect(await page.locator('.checks .wrong').count()).toBeGreaterThan(0)
    await page.click('.verdict >> text=恢复原文')
    await page.waitForSelector('.verdict.pass')
    await page.fill('#v-area', '{')
    await page.waitForSelector('.verdict.fail >> text=不是一份 JSON')
  })

  it('offers the very scripts it runs, and checks a file that is dropped in', async () => {
    await begin('', '/verify')
    for (const script of ['proof.mjs', 'selection.mjs']) {
      const saved = page.waitForEvent('download')
      await page.click(`a[download="${script}"]`)
      const { readFile } = await import('node:fs/promises')
      const text = await readFile((await (await saved).path())!, 'utf8')
      expect(text).toBe(await readFile(`../ops/verify/${script}`, 'utf8'))
    }
    const proof = await (await fetch(`${site.url}/api/notices/${award(1)}/proof`)).text()
    const file = { name: 'a-proof.json', mimeType: 'application/json', buffer: Buffer.from(proof) }
    await page.setInputFiles('#proof-file', file)
    await page.waitForSelector('.verdict.pass')
    await page.setInputFiles('#proof-file', { ...file, buffer: Buffer.from('垃圾') })
    await page.waitForSelector('.verdict.fail')
  })

  it('shows every bid with its rank, who was excluded and why, and the working', async () => {
    await begin('', `/notices/${award(1)}/award`)
    expect(await page.locator('.bids tbody tr').count()).toBe(4)
    expect(await page.textContent('.bids tr.out')).toContain('本事项所依据的证书已过期')
    expect(await page.textContent('.working')).toContain(
      '报价的中位数是 132,000.00 元，其 70% 是 92,400.00 元',
    )
    expect(await page.locator('.draws tbody tr').count()).toBe(1)
    expect(await page.textContent('.award')).toContain('机构放弃')
    expect(await page.textContent('.bids .documents')).toContain('技术方案（终稿）.pdf（1.3 MiB）')
    expect(await page.locator('.bids .documents a').count()).toBe(0)
  })

  it('takes an objection that has grounds, and none that has not', async () => {
    await begin('jigou', `/notices/${award(1)}/award`)
    await page.fill('#f-text', '不公平')
    await page.click('button:has-text("提出异议")')
    await page.waitForSelector('#f-text-error')
    await page.fill('#f-text', '拟中选机构的资质证书在截止之前已经过期，应当重新核查。')
    await page.click('button:has-text("提出异议")')
    await page.waitForSelector('text=有异议待处理')
  })

  it('lets the one selected accept, and explain its price', async () => {
    await begin('shichang', `/notices/${award(10)}/award`)
    await page.click('button:has-text("接受中选")')
    await page.waitForSelector('.winner .done:focus >> text=已接受中选')
    await page.waitForSelector('.winner >> text=✓ 已接受')
    await page.goto(`${site.url}/notices/${award(9)}/award`)
    await settled(page)
    await page.fill('#f-explain-1', '太短')
    await page.click('button:has-text("提交说明")')
    await page.waitForSelector('#f-explain-1-error')
    await page.fill('#f-explain-1', '已有同一片区的现状资料，外业工作量减少六成。')
    await page.click('button:has-text("提交说明")')
    await page.waitForSelector('text=已说明报价，待业主作出决定')
    await page.click('button:has-text("放弃中选")')
    await page.click('dialog[open] button[type=submit]')
    await page.waitForSelector('dialog[open] .error >> text=放弃理由')
  })

  it('has the owner mark every bid, and refuses what is no mark', async () => {
    await begin('qiye', '/workbench/requests/r-scores')
    await page.fill('#f-scores-0-quality', '100.5')
    await page.click('button:has-text("作出决定")')
    await page.waitForSelector('[role=alert]:focus')
    expect(await page.locator('.summary li').count()).toBe(7)
    expect(await violations(page)).toEqual([])
    for (const i of [0, 1])
      for (const part of ['quality', 'staff', 'time'])
        await page.fill(`#f-scores-${i}-${part}`, '88.5')
    await page.fill('#f-reason', '按公告的评分办法评定。')
    const asked = page.waitForRequest((r) => r.url().endsWith('/scores'))
    await page.click('button:has-text("作出决定")')
    const { scores } = (await asked).postDataJSON() as { scores: { quality: number }[] }
    expect(scores.map((s) => s.quality)).toEqual([8850, 8850])
    await page.waitForSelector('.done:focus >> text=已评分')
  })

  it('has the owner choose from the short list alone, with a reason', async () => {
    await begin('qiye', '/workbench/requests/r-choice')
    expect(await page.locator('.decision input[type=radio]').count()).toBe(2)
    await page.click('button:has-text("作出决定")')
    await page.waitForSelector('.summary >> text=请从入围机构中选定一家')
    await page.check('.decision input[type=radio] >> nth=0')
    await page.fill('#f-reason', '方案最贴合现场条件。')
    await page.click('button:has-text("作出决定")')
    await page.waitForSelector('.done:focus >> text=已选定')
  })

  it('has the operator decide an objection, with a reason', async () => {
    await begin('operator', '/workbench/objections')
    await page.click('button:has-text("异议不成立")')
    await page.click('dialog[open] button[type=submit]')
    await page.waitForSelector('dialog[open] .error')
    await page.fill('#f-reason', '经核查，双方没有股权关系。')
    await page.click('dialog[open] button[type=submit]')
    await page.waitForSelector('.done:focus >> text=已处理第 1 号异议：不成立')
    await page.waitForSelector('text=没有待处理的异议')
  })

  it('rings the bell with what was not read, and reads it', async () => {
    await begin('shichang', '/workbench/inbox')
    await page.waitForSelector('.bell[aria-label="消息，2 条未读"]')
    await page.waitForSelector('.done >> text=有新消息：业主已答复提问')
    await page.click('.list button:has-text("标为已读") >> nth=0')
    await page.waitForSelector('.bell[aria-label="消息，1 条未读"]')
    await page.check('input[value=unread]')
    await expect.poll(() => page.locator('.list li').count()).toBe(1)
  })

  it('saves an address that is one, and a search that asks for something', async () => {
    await begin('shichang', '/workbench/notifications')
    await page.fill('#f-email', 'bids@')
    await page.click('button:has-text("保存")')
    await page.waitForSelector('#f-email-error')
    await page.fill('#f-email', 'bids@example.cn')
    await page.click('button:has-text("保存")')
    await page.waitForSelector('text=已保存，邮件发到 bids@example.cn')
    await page.goto(`${site.url}/workbench/saved-searches`)
    await settled(page)
    await page.click('form[aria-labelledby=s-new] button[type=submit]')
    await page.waitForSelector('.summary >> text=请至少填写一个条件')
    await page.fill('#f-words', '污水 环评')
    await page.click('form[aria-labelledby=s-new] button[type=submit]')
    await page.waitForSelector('.done:focus >> text=已订阅')
    expect(await page.locator('.list li').count()).toBe(2)
  })
})
