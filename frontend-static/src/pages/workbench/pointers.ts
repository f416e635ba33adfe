import type { Problem } from '../../api/problem'

/** A field error, as the API words it. */
export interface FieldError {
  pointer: string
  rule?: string
  detail: string
}

/** One section of a form, and what it still lacks. */
export interface Check {
  section: string
  complete: boolean
  errors: FieldError[]
}

/** The id of the field that a JSON pointer means: `#/profile/phone` → `f-profile-phone`. */
export function fieldId(pointer: string): string {
  return `f${pointer.replace(/^#?/, '').replaceAll('/', '-')}`
}

/** What is said at one field, or undefined. */
export function errorAt(errors: readonly FieldError[], pointer: string): string | undefined {
  return errors.find((error) => error.pointer === pointer)?.detail
}

/** What is refused of a text, in the API's words and counted as it counts: characters, without the space around them. */
export function textFaults(
  pointer: string,
  what: string,
  typed: string,
  least: number,
  most: number,
): FieldError[] {
  const length = [...typed.trim()].length
  if (length === 0) return [{ pointer, detail: `请填写${what}` }]
  return length < least || length > most
    ? [{ pointer, detail: `${what}应为 ${least} 至 ${most} 个字符` }]
    : []
}

/** The lines of an error summary: each leads to its field, and what is said of entries says of which. */
export function summaryOf(errors: readonly FieldError[]): { id: string; text: string }[] {
  return errors.map((error) => {
    const entry = /^#\/[a-zA-Z]+\/(\d+)(\/|$)/.exec(error.pointer)
    const text = entry ? `第 ${Number(entry[1]) + 1} 项：${error.detail}` : error.detail
    return { id: fieldId(error.pointer), text }
  })
}

/** The field errors of a refusal; a refusal that names no field is said of the whole form. */
export function errorsOf(problem: Problem, whole = '#'): FieldError[] {
  if (problem.errors?.length) return problem.errors
  return [{ pointer: whole, detail: problem.detail ?? problem.title }]
}

/** Errors of a section that are still worth showing: those of sections that were finished or submitted. */
export function errorsIn(
  checks: readonly Check[],
  section: string,
  shown: ReadonlySet<string>,
): FieldError[] {
  if (!shown.has(section)) return []
  return checks.find((check) => check.section === section)?.errors ?? []
}
