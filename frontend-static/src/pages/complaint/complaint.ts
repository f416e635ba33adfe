import type { Role } from '../../api/session'
import type { Complaint } from '../../api/types'
import { lastDayOf } from '../../text/contract'
import { COMPLAINT_OUTCOMES, DESKS, SUBJECTS } from '../../text/complaint'

/** What comes next for a complaint, and until when. */
export interface Next {
  text: string
  term: string
  lastDay: string | null
}

type Standing = Pick<
  Complaint,
  'status' | 'side' | 'desk' | 'acceptBy' | 'decideBy' | 'statementBy' | 'statement' | 'outcome'
>

export function nextOf(c: Standing): Next {
  const desk = DESKS[c.desk] ?? c.desk
  switch (c.status) {
    case 'received':
      return term(`由${desk}决定是否受理。`, '受理期限', c.acceptBy)
    case 'accepted':
      return c.side === 'against' && c.statement === null && c.statementBy
        ? term('可以陈述一次；不陈述的，按已有材料处理。', '陈述期限', c.statementBy)
        : term(`由${desk}调查并作出处理决定。`, '处理期限', c.decideBy)
    case 'refused':
      return { text: '不予受理，理由见下。', term: '', lastDay: null }
    case 'decided':
      return {
        text: `投诉${COMPLAINT_OUTCOMES[c.outcome ?? ''] ?? ''}，处理结果已经公开。`,
        term: '',
        lastDay: null,
      }
    default:
      return { text: '投诉人已经撤回。', term: '', lastDay: null }
  }
}

function term(text: string, name: string, until: string | null): Next {
  return { text, term: name, lastDay: until ? lastDayOf(until) : null }
}

/** Whether somebody acts for the desk that a complaint is with; the API decides, this only hides what it would refuse. */
export function isDesk(role: Role | undefined, desk: string): boolean {
  return role === 'operator' ? desk === 'operator' : role === 'regulator' && desk !== 'operator'
}

/** What a complaint is about, in one line. */
export function aboutOf(c: {
  subject: string
  requestNumber: string | null
  contractNumber: string | null
}): string {
  const what = SUBJECTS[c.subject] ?? c.subject
  const number = c.contractNumber ?? c.requestNumber
  return number ? `${what}：${number}` : what
}
