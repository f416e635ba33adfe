import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const RUN = new URL('../../../ops/run', import.meta.url).pathname
// it may have to be built first
const PATIENCE_MS = 580_000

/** The whole product as a stranger starts it: `ops/run` on free ports with data of its own. */
export interface Market {
  url: string
  /** `user:password` of the local operator; null at a market that was there before us, unless `MINGJIA_OPERATOR` says it */
  operator: string | null
  /** the same of the agency that ops/run makes */
  agency: string | null
  /** password of an account that ops/run makes, by the name it has there; null when the market is not ours */
  passwordOf: ((who: string) => string) | null
  /** the launcher and whatever it has started, by process id and command line; null when it is not ours */
  family: (() => Map<number, string>) | null
  /** presses Ctrl-C: the exit code, once it has ended */
  interrupt: () => Promise<number | null>
  close: () => Promise<void>
}

/** Starts it, or takes the one that `MINGJIA_URL` names and leaves that as it is. */
export async function openMarket(): Promise<Market> {
  const running = process.env['MINGJIA_URL']
  if (running) {
    const close = () => Promise.resolve()
    const url = running.replace(/\/$/, '')
    const operator = process.env['MINGJIA_OPERATOR'] ?? null
    const agency = process.env['MINGJIA_AGENCY'] ?? null
    return {
      url,
      operator,
      agency,
      passwordOf: null,
      family: null,
      interrupt: () => Promise.resolve(null),
      close,
    }
  }
  const data = mkdtempSync(join(tmpdir(), 'mingjia-e2e-'))
  const ports = ['--port', '0', '--pg-port', '0', '--es-port', '0']
  // in our own process group, so that whatever ends us (Ctrl-C, a time limit) ends it too
  const launcher = spawn(RUN, [...ports, '--data', data, '--no-train'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((end) => launcher.once('exit', (code) => end(code)))
  const pid = launcher.pid!
  const dieWithUs = () => launcher.kill('SIGKILL')
  process.once('exit', dieWithUs)

  const interrupt = () => {
    launcher.kill('SIGINT')
    return ended
  }
  const close = async () => {
    launcher.kill('SIGTERM')
    await ended
    process.off('exit', dieWithUs)
    rmSync(data, { recursive: true, force: true })
  }
  try {
    const url = await addressSaidBy(launcher)
    const passwords = readFileSync(join(data, 'passwords.properties'), 'utf8')
    const passwordOf = (who: string) => new RegExp(`^${who}=(.+)$`, 'm').exec(passwords)![1]!
    const operator = `operator:${passwordOf('operator')}`
    const agency = `jigou:${passwordOf('agency')}`
    return { url, operator, agency, passwordOf, family: () => familyOf(pid), interrupt, close }
  } catch (error) {
    await close()
    throw error
  }
}

function addressSaidBy(launcher: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = ''
    const give = (why: string) => failed(new Error(`ops/run ${why}:\n${said}`))
    const timer = setTimeout(() => give('was not ready in time'), PATIENCE_MS)
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      // the address is the last thing but the hint at Ctrl-C
      const address = /(http:\/\/127\.0\.0\.1:\d+)\/$/m.exec(said)
      if (!address || !said.includes('Ctrl-C')) return
      clearTimeout(timer)
      found(address[1]!)
    }
    launcher.stdout!.on('data', hear)
    launcher.stderr!.on('data', hear)
    launcher.once('exit', (code) => give(`ended with ${code}`))
  })
}

export function isAlive(pid: number): boolean {
  try {
    // a process that has ended and waits to be reaped runs no more
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

function familyOf(root: number): Map<number, string> {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // it ended while we looked
    }
  }
  const family = new Map<number, string>()
  const add = (pid: number) => {
    if (!isAlive(pid)) return
    family.set(pid, readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))
    for (const [child, parent] of parents) if (parent === pid) add(child)
  }
  add(root)
  return family
}
