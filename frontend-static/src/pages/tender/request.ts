import { onScopeDispose, ref, watch, type Ref } from 'vue'
import { postJson } from '../../api/client'
import { useResource } from '../../api/resource'
import type { RequestCheck, ServiceRequest } from '../../api/types'
import { useSaved } from '../workbench/saving'
import { toBody, toForm, type RequestForm } from './form'

const PAUSE_MS = 400

/** A draft of the owner's, saved while it is typed. */
export function useDraft(path: string) {
  return useSaved<ServiceRequest, RequestForm>({
    path,
    formOf: (view) => toForm(view.body),
    bodyOf: toBody,
    editable: (view) => view.status === 'draft',
    final: (problem) => problem.rule === 'not-a-draft',
  })
}

/** What the market says of what is typed, a moment after one pauses. */
export function useCheck(form: Ref<RequestForm | null>) {
  const asked = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => (form.value ? JSON.stringify(toBody(form.value)) : null),
    (body) => {
      clearTimeout(timer)
      if (asked.value === null) asked.value = body
      else timer = setTimeout(() => (asked.value = body), PAUSE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return useResource(
    () => asked.value,
    (body, signal) => postJson<RequestCheck>('/api/request-checks', JSON.parse(body), signal),
  )
}
