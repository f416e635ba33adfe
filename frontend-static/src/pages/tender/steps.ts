import type { FieldError } from '../workbench/pointers'

/** The steps of the wizard. */
export const STEPS = [
  { id: 'what', title: '采购什么' },
  { id: 'project', title: '项目' },
  { id: 'lots', title: '标段与限价' },
  { id: 'wanted', title: '要求与回避' },
  { id: 'method', title: '选取方式' },
  { id: 'time', title: '时间' },
  { id: 'preview', title: '预览与提交' },
] as const

export type StepId = (typeof STEPS)[number]['id']

const OF: Record<string, StepId> = {
  actCode: 'what',
  regionCode: 'what',
  lots: 'lots',
  serviceDays: 'wanted',
  qualifications: 'wanted',
  practitioners: 'wanted',
  avoid: 'wanted',
  declared: 'wanted',
  attachments: 'wanted',
  method: 'method',
  funds: 'project',
  closesAt: 'time',
}

/** On which step the field stands that a pointer means. */
export function stepOf(pointer: string): StepId {
  if (pointer === '#/lots' || /^#\/lots\/\d+\/itemCode$/.test(pointer)) return 'what'
  return OF[pointer.split('/')[1] ?? ''] ?? 'project'
}

/** The errors of one step, in the order of the form; all of them on the last. */
export function errorsOn(errors: readonly FieldError[], step: StepId): FieldError[] {
  return step === 'preview' ? [...errors] : errors.filter((e) => stepOf(e.pointer) === step)
}
