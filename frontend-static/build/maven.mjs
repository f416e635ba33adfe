// What Maven calls: installs, checks and builds the portal into target/classes/static, and does none of it when no
// input has changed since the last success. The stamp holds a digest of the inputs, so that a checkout's fresh time
// stamps do not matter; `mvn clean` removes it with the rest of target/.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

const root = new URL('..', import.meta.url).pathname
const { MINGJIA_SKIP_TESTS, MINGJIA_WRITE_OPENAPI } = process.env
const skipTests = [MINGJIA_SKIP_TESTS, MINGJIA_WRITE_OPENAPI].includes('true')
const INPUTS = [
  'src',
  'test',
  '../ops/sample-data',
  '../ops/verify',
  'public',
  'build',
  'index.html',
  'openapi.json',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  '.npmrc',
  '.prettierrc.json',
]

const stamp = join(root, 'target/portal.stamp')
const built = join(root, 'target/classes/static/index.html')
const now = `${digest(INPUTS)} ${skipTests ? 'unchecked' : 'checked'}\n`
const before = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
if (existsSync(built) && (before === now || (skipTests && before.startsWith(digest(INPUTS))))) {
  console.log('portal: nothing changed')
  process.exit(0)
}

// npm ci empties node_modules first: only when the lock file is another than the one it was filled from
const installed = join(root, 'node_modules/.mingjia-lock')
const lock = digest(['package-lock.json', 'package.json'])
if (!existsSync(installed) || readFileSync(installed, 'utf8') !== lock) {
  npm('ci', '--no-audit', '--no-fund')
  writeFileSync(installed, lock)
}
if (!skipTests) {
  npm('run', '--silent', 'format:check')
  npm('run', '--silent', 'types')
  npm('run', '--silent', 'test')
}
npm('run', '--silent', 'build')
// the printed contract's typeface: beside the portal in the jar, not among what it serves
mkdirSync(join(root, 'target/classes/fonts'), { recursive: true })
copyFileSync(
  join(root, 'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  join(root, 'target/classes/fonts/NotoSansSC-Regular.ttf'),
)
mkdirSync(dirname(stamp), { recursive: true })
writeFileSync(stamp, now)

function npm(...args) {
  console.log(`portal: npm ${args.join(' ')}`)
  const { status, error } = spawnSync('npm', args, { cwd: root, stdio: 'inherit' })
  if (error) {
    console.error(
      `portal: npm could not be started (${error.message}); Node 20.19 or newer with npm is needed`,
    )
    process.exit(1)
  }
  if (status !== 0) process.exit(status ?? 1)
}

function digest(paths) {
  const hash = createHash('sha256')
  const add = (path) => {
    const full = join(root, path)
    if (!existsSync(full)) return
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(join(path, name))
    } else hash.update(path).update('\0').update(readFileSync(full)).update('\0')
  }
  paths.forEach(add)
  return hash.digest('hex')
}
