import { computed } from 'vue'
import { ask, problemOf } from '../../api/client'
import type { Problem } from '../../api/problem'
import { useSaved } from '../workbench/saving'
import { toApplication, toForm, type ApplicationForm } from './form'
import type { ApplicationView } from './types'

const PATH = '/api/agency-application'
const LOCKED = ['applied', 'removed']

/** An agency's own application, saved while it is typed. */
export function useApplication() {
  const kept = useSaved<ApplicationView, ApplicationForm>({
    path: PATH,
    formOf: (view) => toForm(view.application),
    bodyOf: toApplication,
    editable: (view) => !LOCKED.includes(view.status),
    final: (problem) => problem.rule?.startsWith('under-review') ?? false,
  })
  const { view, problem, etag, save, take } = kept
  const editable = computed(() => view.value !== null && !LOCKED.includes(view.value.status))

  /** Hands it in; null when it was taken, or what was refused. */
  async function submit(): Promise<Problem | null> {
    if (!(await save())) return problem.value
    try {
      const answer = await ask<ApplicationView>('POST', `${PATH}/submissions`)
      take(answer.body, answer.etag ?? etag.value)
      return null
    } catch (error) {
      return problemOf(error)
    }
  }

  return { ...kept, editable, submit }
}
