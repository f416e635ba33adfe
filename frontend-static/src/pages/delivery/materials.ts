import type { MaterialList } from '../../api/types'
import { textFaults, type FieldError } from '../workbench/pointers'

/** A line of a material list while it is typed. */
export interface TypedMaterial {
  name: string
  required: boolean
}

export const MOST_MATERIALS = 30

/** What would be refused of a list, in the API's words. */
export function faultsOf(lines: readonly TypedMaterial[]): FieldError[] {
  const whole = (detail: string) => [{ pointer: '#/materials', detail }]
  if (lines.length === 0 || lines.length > MOST_MATERIALS)
    return whole(`材料清单应为 1 至 ${MOST_MATERIALS} 项`)
  const names = lines.map((line) => line.name.trim())
  return [
    ...names.flatMap((name, i) => {
      const pointer = `#/materials/${i}/name`
      if (name && names.indexOf(name) < i) return [{ pointer, detail: '材料名称不能重复' }]
      return textFaults(pointer, '材料名称', name, 2, 100)
    }),
    ...(lines.some((line) => line.required)
      ? []
      : whole('至少一项为必需：没有成果不得收费（空收费）')),
  ]
}

/** What is different from the list that holds, in words. */
export function changesOf(before: MaterialList, lines: readonly TypedMaterial[]): string[] {
  const now = lines.map((line) => ({ ...line, name: line.name.trim() })).filter((l) => l.name)
  const was = before.materials
  const kept = now.flatMap((line) => {
    const old = was.find((m) => m.name === line.name)
    return old ? [{ line, old }] : []
  })
  const changes = [
    ...now
      .filter((line) => !was.some((m) => m.name === line.name))
      .map((line) => `增加「${line.name}」（${line.required ? '必需' : '可选'}）`),
    ...was.filter((m) => !now.some((line) => line.name === m.name)).map((m) => `删去「${m.name}」`),
    ...kept
      .filter(({ line, old }) => line.required !== old.required)
      .map(({ line }) => `「${line.name}」改为${line.required ? '必需' : '可选'}`),
  ]
  const moved = kept.some(({ old }, i) => i > 0 && old.materialNo < kept[i - 1]!.old.materialNo)
  return moved ? [...changes, '次序有调整'] : changes
}
