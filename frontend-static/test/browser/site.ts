import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { fixtureMiddleware } from '../fixture/middleware'
import { openBrowser, overflow, settled, violations } from './chromium'

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** The built portal over the fixture API on a free port of the loopback, and a Chromium to look at it. */
export interface Site {
  url: string
  browser: Browser
  close: () => Promise<void>
}

export async function openSite(): Promise<Site> {
  const api = fixtureMiddleware()
  const server: Server = createServer((request, response) => {
    api(request, response, () => {
      const path = normalize(new URL(request.url ?? '/', 'http://site').pathname)
      const file = extname(path) ? path : '/index.html'
      readFile(join('target/classes/static', file)).then(
        (body) => {
          response.writeHead(200, {
            'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
          })
          response.end(body)
        },
        () => response.writeHead(404).end(),
      )
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const browser = await openBrowser()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    browser,
    close: async () => {
      await browser.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

/** A visitor of the fixture, signed in as somebody or as nobody. */
export async function enterAs(
  site: Site,
  who: string,
  width: number,
  height = 900,
): Promise<BrowserContext> {
  const context = await site.browser.newContext({
    viewport: { width, height },
    reducedMotion: 'reduce',
  })
  if (who) {
    await context.addCookies([{ name: 'fixture', value: who, url: site.url }])
    await context.addInitScript(() => localStorage.setItem('mingjia.signed-in', '1'))
  }
  return context
}

/**
 * Opens a page and sees that it owes nothing: no error, nothing of another host, nothing too wide or wrong for axe.
 *
 * @param act what is done there before one looks
 */
export async function owes(
  site: Site,
  context: BrowserContext,
  path: string,
  name: string,
  act: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  const page = await context.newPage()
  const errors: string[] = []
  const elsewhere: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('request', (r) => {
    if (!r.url().startsWith(site.url) && !r.url().startsWith('data:')) elsewhere.push(r.url())
  })
  await page.goto(site.url + path)
  await settled(page)
  await page.waitForLoadState('load')
  await act(page)
  await picture(page, name)
  expect(errors).toEqual([])
  expect(elsewhere).toEqual([])
  expect(await overflow(page)).toBe(0)
  expect(await violations(page)).toEqual([])
}

/** Opens a page, and waits until it has what it came for. */
export async function openPage(site: Site, context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(site.url + path)
  await settled(page)
  return page
}

/** What is sent by something one does; every sending has a key of its own. */
export async function sent(page: Page, ending: string, act: () => Promise<void>): Promise<unknown> {
  const [request] = await Promise.all([
    page.waitForRequest((r) => r.method() === 'POST' && r.url().endsWith(ending)),
    act(),
  ])
  expect(request.headers()['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
  return request.postDataJSON() as unknown
}

/** Everything that a page sends from now on. */
export function postsOf(page: Page): string[] {
  const all: string[] = []
  page.on('request', (r) => r.method() === 'POST' && all.push(r.url()))
  return all
}

/** A picture for people, when they ask for some. */
export async function picture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENS']) {
    await page.screenshot({ path: `target/screens/${name}.png`, fullPage: true })
  }
}
