import { onBeforeUnmount, onMounted, reactive, ref, shallowRef, watch, type Ref } from 'vue'
import { ask, problemOf } from '../../api/client'
import type { Problem } from '../../api/problem'

const QUIET_MS = 1500
const STALE = [409, 412, 428]

/** What is kept of one thing that is typed over days: how it is read, and how it is written. */
export interface Kept<V, F extends object> {
  path: string
  formOf: (view: V) => F
  bodyOf: (form: F) => unknown
  editable: (view: V) => boolean
  /** a refusal that looks like somebody else's edit and is none */
  final: (problem: Problem) => boolean
}

/**
 * Something that is saved while it is typed. Every save names the version it rests on; when somebody else has saved
 * in between, nothing is overwritten until the person says so.
 */
export function useSaved<V, F extends object>(kept: Kept<V, F>) {
  const view = shallowRef<V | null>(null)
  const form = ref(null) as Ref<F | null>
  const problem = shallowRef<Problem | null>(null)
  const saving = ref(false)
  const savedAt = ref<Date | null>(null)
  const conflict = ref(false)
  const etag = ref<string | null>(null)
  let saved = ''
  let running: Promise<boolean> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const editable = () => view.value !== null && kept.editable(view.value)
  const dirty = () => form.value !== null && written() !== saved
  const written = () => JSON.stringify(kept.bodyOf(form.value!))

  async function load() {
    problem.value = null
    try {
      const answer = await ask<V>('GET', kept.path)
      take(answer.body, answer.etag)
      form.value = reactive(kept.formOf(answer.body)) as F
      saved = written()
      conflict.value = false
    } catch (error) {
      problem.value = problemOf(error)
    }
  }

  function take(body: V, tag: string | null) {
    view.value = body
    etag.value = tag
  }

  /** Saves what has changed; false when it could not be saved, and `problem` or `conflict` says why. */
  async function save(): Promise<boolean> {
    clearTimeout(timer)
    if (running) await running
    if (!form.value || !editable() || !dirty()) return !conflict.value
    running = saveOnce()
    const fine = await running
    running = null
    return fine
  }

  async function saveOnce(): Promise<boolean> {
    const body = written()
    saving.value = true
    try {
      const answer = await ask<V>('PUT', kept.path, JSON.parse(body), { ifMatch: etag.value })
      take(answer.body, answer.etag)
      saved = body
      savedAt.value = new Date()
      problem.value = null
      return true
    } catch (error) {
      const refused = problemOf(error)
      conflict.value = STALE.includes(refused.status) && !kept.final(refused)
      problem.value = conflict.value ? null : refused
      return false
    } finally {
      saving.value = false
    }
  }

  /** Keeps what is typed here and puts it in the place of what was saved elsewhere. */
  async function overwrite() {
    try {
      const answer = await ask<V>('GET', kept.path)
      take(answer.body, answer.etag)
      conflict.value = false
      saved = ''
      await save()
    } catch (error) {
      problem.value = problemOf(error)
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
    if (dirty() && editable()) event.preventDefault()
  }
  onMounted(() => {
    window.addEventListener('beforeunload', warn)
    void load()
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', warn)
    if (!conflict.value) void save()
  })

  return { view, form, problem, saving, savedAt, conflict, etag, load, take, save, overwrite }
}
