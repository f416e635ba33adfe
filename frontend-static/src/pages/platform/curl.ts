import type { OpenApi, Operation, Schema } from './openapi'

const USUAL: Record<string, string> = {
  q: '环评',
  ruleId: 'R-EIA-BOOK-2011',
  from: '2026-02-13',
  days: '10',
}
// deep enough for every form; a schema that names itself ends
const DEEPEST = 8

/** A command that can be copied: path parameters are filled from their examples, required ones are never left out. */
export function curlOf(
  api: OpenApi,
  origin: string,
  path: string,
  method: string,
  operation: Operation,
): string {
  const parameters = operation.parameters ?? []
  const example = (name: string) => {
    const p = parameters.find((one) => one.name === name)
    const value =
      p?.example ??
      p?.schema?.example ??
      p?.schema?.examples?.[0] ??
      p?.schema?.default ??
      USUAL[name]
    return value === undefined ? null : String(value)
  }
  const filled = path.replace(/\{(\w+)\}/g, (whole, name: string) =>
    encodeURIComponent(
      example(name) ??
        (path.includes('/acts/') ? 'A-STHJ-001' : path.includes('/items/') ? 'S-HJ-001' : whole),
    ),
  )
  const query = parameters
    .filter((p) => p.in === 'query' && (p.required || p.name === 'q'))
    .map((p) => `${p.name}=${encodeURIComponent(example(p.name) ?? '…')}`)
    .join('&')
  const url = `'${origin}${filled}${query ? `?${query}` : ''}'`
  if (method === 'get') return `curl -s ${url}`
  const [type, content] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  if (!type) return `curl -s -X ${method.toUpperCase()} ${url}`
  if (type.startsWith('multipart/'))
    return `curl -s -u operator ${url} \\\n  -F file=@catalogue.csv`
  const as = method === 'post' ? '' : `-X ${method.toUpperCase()} `
  const body =
    content?.example ??
    Object.values(content?.examples ?? {})[0]?.value ??
    sample(api, content?.schema) ??
    {}
  return `curl -s ${as}${url} \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(body)}'`
}

/** A value of the schema's shape, so that a form has the members that are read, and no other. */
export function sample(api: OpenApi, schema: Schema | undefined, depth = 0): unknown {
  if (!schema || depth > DEEPEST) return undefined
  if (schema.example !== undefined) return schema.example
  const name = schema.$ref?.split('/').pop()
  if (name === 'QuoteRequest') return { base: '5000' }
  if (name) return sample(api, api.components?.schemas?.[name], depth + 1)
  if (schema.enum) return schema.enum.find((value) => value !== null)
  const type = [schema.type].flat().find((one) => one && one !== 'null')
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .map(([member, of]) => [member, sample(api, of, depth + 1)] as const)
          .filter(([, value]) => value !== undefined),
      )
    case 'array': {
      const one = sample(api, schema.items, depth + 1)
      return one === undefined ? [] : [one]
    }
    case 'integer':
    case 'number':
      return 1
    case 'boolean':
      return true
    case 'string':
      return TEXTS[schema.format ?? ''] ?? '…'
    default:
      return undefined
  }
}

const TEXTS: Record<string, string> = {
  date: '2026-12-01',
  'date-time': '2026-12-01T09:00:00+08:00',
  uuid: '00000000-0000-0000-0000-000000000000',
}
