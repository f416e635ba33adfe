import { computed, ref, shallowRef, watch } from 'vue'
import { getJson } from './client'
import { capacity } from './session'
import type { Message } from './types'

/** How many messages of the one who acts were not read; null while it is not known. */
export const unread = ref<number | null>(null)
/** The newest message that arrived while this page was open. */
export const arrived = shallowRef<Omit<Message, 'place'> | null>(null)

let stream: EventSource | null = null
let watching = false

/** Asks anew how many were not read. */
export async function countUnread(): Promise<void> {
  try {
    unread.value = (await getJson<{ unread: number }>('/api/inbox/unread')).unread
  } catch {
    // the number stays as it was: a bell is no reason to disturb
  }
}

/** Follows the messages of whoever acts on this page, live; another capacity has messages of its own. */
export function watchInbox(): void {
  if (watching) return
  watching = true
  watch(
    () => capacity.value?.id ?? null,
    (id) => {
      stream?.close()
      stream = null
      unread.value = null
      arrived.value = null
      if (id === null) return
      void countUnread()
      if (typeof EventSource === 'undefined') return
      stream = new EventSource('/api/inbox/stream')
      stream.onopen = () => void countUnread()
      stream.onmessage = (event: MessageEvent<string>) => {
        const message = readMessage(event.data)
        if (!message) return
        arrived.value = message
        void countUnread()
      }
    },
    { immediate: true },
  )
}

/** Which page of a contract a message is about. */
function partOf(kind: string): string {
  if (/^(invoice|payment|refund)\./.test(kind)) return '/charges'
  if (/^(delivery|outcome)\./.test(kind)) return '/delivery'
  return kind.startsWith('evaluation.') ? '/evaluation' : ''
}

/** Where a message leads: its subject is a notice's or a contract's number, or a request's id. */
export function addressOf(message: { subject: string; kind: string }): string | null {
  if (/^CG-\d{6}-\d{8}-\d{4,}$/.test(message.subject)) {
    const award = /^(award|objection|lot)\.|^bids\.opened$|^request\.(awarded|failed)$/
    const suffix = award.test(message.kind) ? '/award' : ''
    return `/notices/${message.subject}${suffix}`
  }
  if (/^HT-\d{6}-\d{8}-\d{4,}-\d{1,2}(-\d{1,2})?$/.test(message.subject)) {
    return `/workbench/contracts/${message.subject}${partOf(message.kind)}`
  }
  if (/^TS-\d{6}-\d{8}-\d{4,}$/.test(message.subject))
    return `/workbench/complaints/${message.subject}`
  if (message.kind.startsWith('rating.')) return '/workbench/ratings'
  if (message.kind.startsWith('measure')) {
    return /^[0-9a-f-]{36}$/.test(message.subject)
      ? `/workbench/measures/${message.subject}`
      : '/workbench/measures'
  }
  return /^[0-9a-f-]{36}$/.test(message.subject) ? `/workbench/requests/${message.subject}` : null
}

export const unreadText = computed(() => {
  if (!unread.value) return ''
  return unread.value > 99 ? '99+' : String(unread.value)
})

function readMessage(data: string): Omit<Message, 'place'> | null {
  try {
    const message = JSON.parse(data) as Partial<Message>
    return message.id !== undefined && message.title ? (message as Message) : null
  } catch {
    return null
  }
}
