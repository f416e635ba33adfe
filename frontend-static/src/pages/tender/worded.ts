import type { LotFigures, RequestBody, TenderTerms } from '../../api/types'
import { nameOfFile } from '../admission/files'
import type { Worded } from '../notices/NoticeBody.vue'
import { parametersOf } from './form'

/** A request as its notice will read, before there is one. */
export function worded(
  body: RequestBody,
  figures: readonly LotFigures[],
  terms: TenderTerms | null,
  names: { region: string | null; act: string | null },
): Worded {
  return {
    actCode: body.actCode ?? '',
    actName: names.act,
    projectName: body.projectName ?? '',
    projectCode: body.projectCode,
    projectScale: body.projectScale,
    regionCode: body.regionCode ?? '',
    regionName: names.region,
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
    terms,
    lots: body.lots.map((lot, i) => {
      // figures of the same place may still be those of what was typed before
      const figure = figures[i]?.itemCode === lot.itemCode ? figures[i] : undefined
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
    attachments: body.attachments.flatMap((f) =>
      f.fileId
        ? [{ id: f.fileId, name: nameOfFile(f.fileId), size: null, open: f.open ?? true }]
        : [],
    ),
  }
}
