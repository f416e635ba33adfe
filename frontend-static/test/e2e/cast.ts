import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { overflow, violations } from '../browser/chromium'

/** Who plays in the story of an agency and its prices, and what they share. */
export interface Cast {
  agency: Page
  uscc: string
}

export const AGENCY = '端到端司法鉴定所'
export const PASSWORD = 'one sentence is easier'

const DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** A code that nobody has, with the check digits of GB 11714 and GB 32100. */
export function freshUscc(): string {
  const body = String(Math.floor(Math.random() * 1e8)).padStart(8, '0')
  const of = (text: string, weights: number[]) =>
    [...text].reduce((sum, c, i) => sum + DIGITS.indexOf(c) * weights[i]!, 0)
  const first = `91433101${body}${'0123456789X'[(11 - (of(body, BODY_WEIGHTS) % 11)) % 11]}`
  return first + DIGITS[(31 - (of(first, WEIGHTS) % 31)) % 31]
}

/** The smallest thing that is a PDF. */
export const scan = () =>
  Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.fill('#username', username)
  await page.fill('#password', password)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/workbench**')
}

/** Nothing wrong for axe, nothing wider than the screen. */
export async function fine(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([])
  expect(await overflow(page)).toBe(0)
}

/** A person who owns a project registers, and stands in the workbench. */
export async function registerPerson(page: Page, name: string, username: string): Promise<void> {
  await page.check('input[value=person]')
  await page.fill('#f-organisation-name', name)
  await page.fill('#f-username', username)
  await page.fill('#f-password', PASSWORD)
  await page.fill('#f-again', PASSWORD)
  await page.click('button[type=submit]')
  await page.waitForURL('**/workbench')
}
