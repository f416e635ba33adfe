/** The little of OpenAPI 3.1 that the readable page shows. */
export interface OpenApi {
  info?: { title?: string; version?: string; description?: string }
  tags?: { name: string; description?: string }[]
  paths?: Record<string, Record<string, Operation | undefined>>
  components?: { schemas?: Record<string, Schema> }
}

interface Operation {
  tags?: string[]
  summary?: string
  description?: string
  operationId?: string
  parameters?: {
    name: string
    in: string
    required?: boolean
    description?: string
    schema?: Schema
    example?: unknown
  }[]
  requestBody?: {
    content?: Record<
      string,
      { schema?: Schema; example?: unknown; examples?: Record<string, { value?: unknown }> }
    >
  }
  responses?: Record<string, { description?: string }>
  security?: unknown[]
}

interface Schema {
  type?: string | string[]
  format?: string
  enum?: unknown[]
  example?: unknown
  examples?: unknown[]
  default?: unknown
  $ref?: string
  properties?: Record<string, Schema>
  items?: Schema
}

/** One endpoint, ready to be read. */
export interface Endpoint {
  id: string
  method: string
  path: string
  summary: string
  description: string
  parameters: {
    name: string
    where: string
    type: string
    required: boolean
    description: string
  }[]
  responses: { status: string; description: string }[]
  curl: string
}

export interface Group {
  name: string
  description: string
  endpoints: Endpoint[]
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']
const PLACES: Record<string, string> = {
  path: '路径',
  query: '查询',
  header: '请求头',
  cookie: 'Cookie',
}

/** The endpoints by their tag, in the document's own order. */
export function groupsOf(api: OpenApi, origin: string): Group[] {
  const groups = new Map<string, Group>()
  for (const tag of api.tags ?? []) {
    groups.set(tag.name, { name: tag.name, description: tag.description ?? '', endpoints: [] })
  }
  for (const [path, operations] of Object.entries(api.paths ?? {})) {
    for (const method of METHODS) {
      const operation = operations[method]
      if (!operation) continue
      const name = operation.tags?.[0] ?? '其他'
      const group = groups.get(name) ?? { name, description: '', endpoints: [] }
      groups.set(name, group)
      group.endpoints.push(endpoint(api, origin, path, method, operation))
    }
  }
  return [...groups.values()].filter((g) => g.endpoints.length > 0)
}

function endpoint(
  api: OpenApi,
  origin: string,
  path: string,
  method: string,
  operation: Operation,
): Endpoint {
  return {
    id: `${method}${path.replace(/[^\w]+/g, '-')}`.replace(/-$/, ''),
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? operation.operationId ?? '',
    description: operation.description ?? '',
    parameters: (operation.parameters ?? []).map((p) => ({
      name: p.name,
      where: PLACES[p.in] ?? p.in,
      type: typeText(p.schema),
      required: p.required ?? false,
      description: p.description ?? '',
    })),
    responses: Object.entries(operation.responses ?? {}).map(([status, r]) => ({
      status,
      description: r.description ?? '',
    })),
    curl: curlOf(api, origin, path, method, operation),
  }
}

/** A command that can be copied: path parameters are filled from their examples, required ones are never left out. */
function curlOf(
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
  const body = content?.example ??
    Object.values(content?.examples ?? {})[0]?.value ??
    sample(api, content?.schema) ?? { base: '5000' }
  return `curl -s ${url} \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(body)}'`
}

const USUAL: Record<string, string> = {
  q: '环评',
  ruleId: 'R-EIA-BOOK-2011',
  from: '2026-02-13',
  days: '10',
}

function sample(api: OpenApi, schema: Schema | undefined): unknown {
  if (!schema) return undefined
  if (schema.example !== undefined) return schema.example
  const name = schema.$ref?.split('/').pop()
  return name ? api.components?.schemas?.[name]?.example : undefined
}

function typeText(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.enum) return schema.enum.join(' | ')
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? '')
  if (type === 'array') return `${typeText(schema.items)} …`
  return schema.format ? `${type} (${schema.format})` : type
}
