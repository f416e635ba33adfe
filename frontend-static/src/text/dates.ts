/** Today in the market's time zone, as an ISO date. */
export function todayInShanghai(now: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now)
}

/** An RFC 3339 instant as 月-日 时:分 in the market's time zone. */
export function shortTime(at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  return new Intl.DateTimeFormat('zh-CN', {
    timeZone: 'Asia/Shanghai',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(time)
}

/** The period of a rule as the law prints it: both ends are inclusive. */
export function lawPeriod(from: string | null, to: string | null): string {
  if (!from && !to) return '起止日期待核'
  return `${from ?? '施行日期待核'} 至 ${to ?? '未载明'}`
}

/** How far a day is from today, in words: 还剩 2 天, 今天到期, 已过 1 天. Both are ISO dates of the market. */
export function daysLeft(day: string, today: string = todayInShanghai()): string {
  const days = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
  if (Number.isNaN(days)) return ''
  if (days === 0) return '今天到期'
  return days > 0 ? `还剩 ${days} 天` : `已过 ${-days} 天`
}

/** An RFC 3339 instant as 年-月-日 时:分 in the market's time zone. */
export function longTime(at: string): string {
  const time = new Date(at)
  return Number.isNaN(time.getTime()) ? at : `${todayInShanghai(time)} ${shortTime(at).slice(-5)}`
}
