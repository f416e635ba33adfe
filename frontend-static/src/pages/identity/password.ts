import type { FieldError } from '../workbench/pointers'

export const LEAST_PASSWORD = 10

/** What is wrong with a new password and its repetition, before the API is asked. */
export function passwordErrors(
  label: string,
  pointer: string,
  password: string,
  again: string,
): FieldError[] {
  if (password.length < LEAST_PASSWORD) {
    return [{ pointer, detail: `${label}至少 ${LEAST_PASSWORD} 个字符` }]
  }
  return password === again ? [] : [{ pointer: '#/again', detail: `两次输入的${label}不同` }]
}
