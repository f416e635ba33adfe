import type { RequestBody, RequestCheck } from '../../api/types'
import type { Worded } from '../notices/NoticeBody.vue'
import { parametersOf } from './form'

/** A request as its notice will read, before there is one. */
export function worded(
  body: RequestBody,
  known: Pick<RequestCheck, 'actName' | 'regionName' | 'files' | 'lots' | 'terms'> | null,
): Worded {
  return {
    actCode: body.actCode ?? '',
    actName: known?.actName ?? null,
    projectName: body.projectName ?? '',
    projectCode: body.projectCode,
    projectScale: body.projectScale,
    regionCode: body.regionCode ?? '',
    regionName: known?.regionName ?? null,
    funds: body.funds ?? '',
    method: body.method?.code ?? '',
    methodParameters: body.method,
    methodReason: body.method?.reason ?? null,
    runnerUp: body.runnerUp ?? false,
    qualifications: body.qualifications,
    practitioners: body.practitioners,
    avoid: body.avoid,
    description: body.description ?? '',
    serviceDays: body.serviceDays,
    declared: body.declared ?? false,
    terms: known?.terms ?? null,
    lots: body.lots.map((lot, i) => {
      // figures of the same place may still be those of what was typed before
      const figure = known?.lots[i]?.itemCode === lot.itemCode ? known.lots[i] : undefined
      return {
        lotNo: i + 1,
        itemCode: lot.itemCode ?? '',
        itemName: figure?.itemName ?? null,
        payer: figure?.payer ?? 'either',
        pricingMode: figure?.pricingMode ?? '',
        parameters: parametersOf(lot.parameters) ?? {},
        publishedOn: '',
        budgetFen: lot.budgetFen,
        lawfulMinFen: figure?.lawfulMinFen ?? null,
        lawfulMaxFen: figure?.lawfulMaxFen ?? null,
        lawfulRuleId: figure?.ruleId ?? null,
        lawfulDocument: figure?.document ?? null,
        ceilingFen: figure?.ceilingFen ?? null,
      }
    }),
    attachments: body.attachments.flatMap((f) => {
      const file = known?.files.find((own) => own.fileId === f.fileId)
      return file
        ? [{ id: file.fileId, name: file.name, size: file.size, open: f.open ?? true }]
        : []
    }),
  }
}
