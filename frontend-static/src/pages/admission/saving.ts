import { computed, onBeforeUnmount, onMounted, reactive, ref, shallowRef, watch } from 'vue'
import { ask, problemOf } from '../../api/client'
import type { Problem } from '../../api/problem'
import { toApplication, toForm, type ApplicationForm } from './form'
import type { ApplicationView } from './types'

const PATH = '/api/agency-application'
const QUIET_MS = 1500
const STALE = [409, 412, 428]

/**
 * An agency's own application, saved while it is typed. Every save names the version it rests on; when somebody
 * else has saved in between, nothing is overwritten until the person says so.
 */
export function useApplication() {
  const view = shallowRef<ApplicationView | null>(null)
  const form = ref<ApplicationForm | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const saving = ref(false)
  const savedAt = ref<Date | null>(null)
  const conflict = ref(false)
  const etag = ref<string | null>(null)
  let saved = ''
  let running: Promise<boolean> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const editable = computed(
    () => view.value !== null && !['applied', 'removed'].includes(view.value.status),
  )
  const dirty = () => form.value !== null && written() !== saved
  const written = () => JSON.stringify(toApplication(form.value!))

  async function load() {
    problem.value = null
    try {
      const answer = await ask<ApplicationView>('GET', PATH)
      take(answer.body, answer.etag)
      form.value = reactive(toForm(answer.body.application))
      saved = written()
      conflict.value = false
    } catch (error) {
      problem.value = problemOf(error)
    }
  }

  function take(body: ApplicationView, tag: string | null) {
    view.value = body
    etag.value = tag
  }

  /** Saves what has changed; false when it could not be saved, and `problem` or `conflict` says why. */
  async function save(): Promise<boolean> {
    clearTimeout(timer)
    if (running) await running
    if (!form.value || !editable.value || !dirty()) return !conflict.value
    running = saveOnce()
    const fine = await running
    running = null
    return fine
  }

  async function saveOnce(): Promise<boolean> {
    const body = written()
    saving.value = true
    try {
      const answer = await ask<ApplicationView>('PUT', PATH, JSON.parse(body), {
        ifMatch: etag.value,
      })
      take(answer.body, answer.etag)
      saved = body
      savedAt.value = new Date()
      problem.value = null
      return true
    } catch (error) {
      const refused = problemOf(error)
      conflict.value = STALE.includes(refused.status) && !refused.rule?.startsWith('under-review')
      problem.value = conflict.value ? null : refused
      return false
    } finally {
      saving.value = false
    }
  }

  /** Keeps what is typed here and puts it in the place of what was saved elsewhere. */
  async function overwrite() {
    try {
      const answer = await ask<ApplicationView>('GET', PATH)
      take(answer.body, answer.etag)
      conflict.value = false
      saved = ''
      await save()
    } catch (error) {
      problem.value = problemOf(error)
    }
  }

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

  watch(
    form,
    () => {
      clearTimeout(timer)
      if (!conflict.value && dirty()) timer = setTimeout(() => void save(), QUIET_MS)
    },
    { deep: true },
  )

  function warn(event: BeforeUnloadEvent) {
    if (dirty() && editable.value) event.preventDefault()
  }
  onMounted(() => {
    window.addEventListener('beforeunload', warn)
    void load()
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warn)
    if (!conflict.value) void save()
  })

  return {
    view,
    form,
    problem,
    saving,
    savedAt,
    conflict,
    editable,
    load,
    save,
    overwrite,
    submit,
  }
}
