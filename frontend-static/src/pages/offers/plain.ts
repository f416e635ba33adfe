import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { QuoteRequest } from '../../api/types'
import { read, startValues, type Field } from '../price/parameters'

const DEBOUNCE_MS = 250
/** What a formula may ask for where no standard says what counts. */
export const PLAIN_FIELDS: Field[] = [
  { kind: 'base', id: 'base', label: '计费基数（如总投资）', unit: '万元', required: false },
  { kind: 'quantity', id: 'quantity', label: '数量', unit: '', required: false, start: '' },
]

/** The parameters of an item without any standard: what formulas of agencies may ask for. */
export function usePlainParameters() {
  const route = useRoute()
  const router = useRouter()
  const linked: Record<string, string> = {}
  for (const field of PLAIN_FIELDS) {
    const value = route.query[field.id]
    if (typeof value === 'string') linked[field.id] = value
  }
  const values = ref(startValues(PLAIN_FIELDS, linked))
  const reading = computed(() => read(PLAIN_FIELDS, values.value))
  const errors = computed(() => reading.value.errors)
  const now = () => (Object.keys(errors.value).length ? null : reading.value.request)
  const parameters = shallowRef<QuoteRequest | null>(now())
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    values,
    () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        parameters.value = now()
        const query = { ...route.query }
        for (const field of PLAIN_FIELDS) {
          const value = values.value[field.id]
          if (value) query[field.id] = value
          else delete query[field.id]
        }
        void router.replace({ query, hash: route.hash })
      }, DEBOUNCE_MS)
    },
    { deep: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return { fields: PLAIN_FIELDS, values, errors, parameters }
}
