import { computed } from 'vue'
import { getJson } from '../../api/client'
import { useResource } from '../../api/resource'
import type { Department, Page, Region } from '../../api/types'

const PICK = { value: '', label: '请选择' }

/** Departments and regions of the register, to choose from. */
export function useAuthorities() {
  const { data } = useResource(
    () => 'places',
    async (_, signal) => {
      const [departments, regions] = await Promise.all([
        getJson<Page<Department>>('/api/departments', { limit: 100 }, signal),
        getJson<Page<Region>>('/api/regions', { limit: 100 }, signal),
      ])
      return { departments: departments.items, regions: regions.items }
    },
  )
  const choices = (all?: { code: string; name: string }[]) => [
    PICK,
    ...(all?.map((one) => ({ value: one.code, label: one.name })) ?? []),
  ]
  const departments = computed(() => choices(data.value?.departments))
  const regions = computed(() => choices(data.value?.regions))
  return { departments, regions }
}
