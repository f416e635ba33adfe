import { curlOf } from './curl'

/** The little of OpenAPI 3.1 that the readable page shows. */
export interface OpenApi {
  info?: { title?: string; version?: string; description?: string }
  tags?: { name: string; description?: string }[]
  paths?: Record<string, Record<string, Operation | undefined>>
  components?: { schemas?: Record<string, Schema> }
}

export interface Operation {
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

export interface Schema {
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

function typeText(schema: Schema | undefined): string {
  if (!schema) return ''
  if (schema.enum) return schema.enum.join(' | ')
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? '')
  if (type === 'array') return `${typeText(schema.items)} …`
  return schema.format ? `${type} (${schema.format})` : type
}
