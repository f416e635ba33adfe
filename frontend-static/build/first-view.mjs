// The first view of every page, gzipped: fails the build above the limit, and when a file would be fetched from elsewhere.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const LIMIT_KB = 200
const root = new URL('../target/classes/static/', import.meta.url).pathname
const manifest = JSON.parse(readFileSync(join(root, '.vite/manifest.json'), 'utf8'))
const size = (file) => gzipSync(readFileSync(join(root, file))).length

/** A chunk, its static imports and their style sheets. */
function filesOf(key, seen = new Set()) {
  const chunk = manifest[key]
  if (!chunk || seen.has(chunk.file)) return seen
  seen.add(chunk.file)
  for (const css of chunk.css ?? []) seen.add(css)
  for (const next of chunk.imports ?? []) filesOf(next, seen)
  return seen
}

const sheets = Object.values(manifest).flatMap((c) =>
  c.file.endsWith('.css') ? [c.file] : (c.css ?? []),
)
const pages = Object.keys(manifest).filter(
  (key) => manifest[key].isDynamicEntry && key.startsWith('src/pages/'),
)
let failed = false
for (const page of pages) {
  const files = filesOf(
    page,
    filesOf('index.html', new Set(['index.html', 'favicon.svg', ...sheets])),
  )
  const kb = [...files].reduce((sum, file) => sum + size(file), 0) / 1024
  console.log(
    `${kb.toFixed(1).padStart(7)} kB gz  ${String(files.size).padStart(2)} files  ${page}`,
  )
  if (kb > LIMIT_KB) failed = true
}
if (pages.length === 0) failed = true
if (failed) console.error(`A first view is above ${LIMIT_KB} kB gzipped, or no page was found.`)

// The product runs on closed networks: no file may ask another host for anything.
const foreign =
  /(?:src|href)\s*=\s*["'](?:https?:)?\/\/|url\(\s*["']?(?:https?:)?\/\/|@import\s+["'](?:https?:)?\/\//
for (const file of readdirSync(root, { recursive: true })) {
  if (/\.(html|css|svg)$/.test(file) && foreign.test(readFileSync(join(root, file), 'utf8'))) {
    console.error(`${file} fetches from another host`)
    failed = true
  }
}

// the manifest has done its work; it is nobody's business in the jar
rmSync(join(root, '.vite'), { recursive: true })
process.exit(failed ? 1 : 0)
