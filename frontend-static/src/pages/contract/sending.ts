import { ref, shallowRef } from 'vue'
import { ask, newKey, problemOf } from '../../api/client'
import type { Problem } from '../../api/problem'
import { errorsOf, type FieldError } from '../workbench/pointers'

/**
 * Sends what a form says, and tells what was refused at which field. The same words keep their key until they are
 * answered: a click more, or an answer that was lost, does nothing twice.
 *
 * @param whole the field that stands for the form where a refusal names none of its fields
 */
export function useSending(whole = '#') {
  const errors = ref<FieldError[]>([])
  const problem = shallowRef<Problem | null>(null)
  const busy = ref(false)
  const shout = ref(0)
  /** what the last thing that was sent was answered with */
  const answered = shallowRef<unknown>(null)
  let sent = ''
  let key = newKey()

  /** Refuses before anything is sent; true when there is nothing to refuse. */
  function check(found: FieldError[]): boolean {
    errors.value = found
    problem.value = null
    if (found.length) shout.value++
    return found.length === 0
  }

  async function send(path: string, body?: object): Promise<boolean> {
    if (busy.value) return false
    const words = `${path} ${JSON.stringify(body)}`
    if (words !== sent) key = newKey()
    sent = words
    busy.value = true
    check([])
    try {
      answered.value = (await ask('POST', path, body, { idempotencyKey: key })).body
      sent = ''
      return true
    } catch (error) {
      const refused = problemOf(error)
      // a refusal is an answer: asking again is a new intention
      if (refused.status >= 400 && refused.status < 500) sent = ''
      if (refused.errors?.length) {
        check(
          errorsOf(refused).map((e) => ({
            ...e,
            pointer: e.pointer === '#' ? whole : e.pointer,
          })),
        )
      } else {
        problem.value = refused
      }
      return false
    } finally {
      busy.value = false
    }
  }

  return { errors, problem, busy, shout, answered, check, send }
}
