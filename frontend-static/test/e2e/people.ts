import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fine, freshUscc, PASSWORD, registerPerson, signIn } from './cast'
import type { Stage } from './stage'

/** Who acts for an organisation: its members, its keys, and whose session lives how long. */
export function people(stage: Stage) {
  const tail = freshUscc().toLowerCase()
  const [manager, member] = [`m${tail}`, `n${tail}`]
  let boss: Page
  let other: Page
  beforeAll(async () => {
    boss = await stage.visit('/register')
    await registerPerson(boss, '石明', manager)
    other = await stage.visit('/register')
    await registerPerson(other, '田青', member)
  })
  afterAll(async () => {
    await boss?.close()
    await other?.close()
  })
  const status = (key: string) =>
    fetch(`${stage.market.url}/api/organisation/members`, {
      headers: { Authorization: `Bearer ${key}` },
    }).then((answer) => answer.status)

  it('a manager adds a member, who then acts for both and may choose for whom', async () => {
    await boss.goto(`${stage.market.url}/workbench/organisation`)
    await boss.fill('#member', 'nobody.of.that.name')
    await boss.click('button:has-text("加入")')
    await boss.waitForSelector('[role=alert] a')
    await fine(boss)
    await boss.fill('#member', member)
    await boss.click('button:has-text("加入")')
    await boss.waitForSelector(`text=已加入 ${member}`)

    // what an account may do has changed: it proves itself anew
    await other.goto(`${stage.market.url}/workbench`)
    await other.waitForURL('**/sign-in?next=**')
    await signIn(other, member, PASSWORD)
    await other.selectOption('#capacity', { label: '石明（项目业主）' })
    await other.waitForSelector('.for strong:has-text("石明")')
    await fine(other)
  })

  it('a key does what its scopes say, is shown once, and dies when it is revoked', async () => {
    await boss.goto(`${stage.market.url}/workbench/organisation`)
    await boss.fill('#f-name', '台账系统')
    await boss.click('button:has-text("生成密钥")')
    await boss.waitForSelector('.done:focus >> text=请现在保存')
    const key = (await boss.textContent('.done pre'))!.trim()
    expect(await status(key)).toBe(200)
    await fine(boss)

    await boss.reload()
    await boss.waitForSelector('text=台账系统')
    expect(await boss.textContent('main')).not.toContain(key)
    boss.once('dialog', (question) => void question.accept())
    await boss.click('button[aria-label="撤销台账系统"]')
    await boss.waitForSelector('text=还没有密钥')
    expect(await status(key)).toBe(401)
  })

  it('a member who is removed is out at once', async () => {
    boss.once('dialog', (question) => void question.accept())
    await boss.click('button[aria-label="移除田青"]')
    await boss.waitForSelector(`text=已移除 ${member}`)
    await other.goto(`${stage.market.url}/workbench`)
    await other.waitForURL('**/sign-in?next=**')
    await signIn(other, member, PASSWORD)
    await other.waitForSelector('.for strong:has-text("田青")')
    expect(await other.isVisible('#capacity')).toBe(false)
  })

  it('a changed password ends every other session, and this one goes on', async () => {
    const elsewhere = await stage.visit('/sign-in')
    await signIn(elsewhere, manager, PASSWORD)
    await boss.goto(`${stage.market.url}/workbench/account`)
    await boss.fill('#f-currentPassword', 'guessed wrongly')
    await boss.fill('#f-newPassword', `${PASSWORD} now`)
    await boss.fill('#f-again', `${PASSWORD} now`)
    await boss.click('button:has-text("更改密码")')
    await boss.waitForSelector('#f-currentPassword[aria-invalid=true]')
    await fine(boss)
    await boss.fill('#f-currentPassword', PASSWORD)
    await boss.click('button:has-text("更改密码")')
    await boss.waitForSelector('.done:focus >> text=密码已更改')

    await elsewhere.goto(`${stage.market.url}/workbench/account`)
    await elsewhere.waitForURL('**/sign-in?next=**')
    await boss.reload()
    await boss.waitForSelector('h1:has-text("我的账户")')
    await elsewhere.close()
  })
}
