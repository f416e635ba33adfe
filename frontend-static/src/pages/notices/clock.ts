import { computed, onScopeDispose, ref } from 'vue'
import { getJson } from '../../api/client'

const EVERY_MS = 1000
const AGAIN_MS = 10 * 60_000

/**
 * The market's clock: what this machine shows plus what it is off. Half of the way there and back counts as the way
 * back. Asked for again now and then, and when the page comes back into view, for machines sleep.
 */
export function useMarketClock(everyMs = EVERY_MS) {
  const off = ref(0)
  const calibrated = ref(false)
  const own = ref(Date.now())
  let asked = 0

  async function calibrate() {
    asked = Date.now()
    const began = performance.now()
    try {
      const { now } = await getJson<{ now: string }>('/api/clock')
      const wayBack = (performance.now() - began) / 2
      off.value = Date.parse(now) + wayBack - Date.now()
      calibrated.value = true
    } catch {
      // the machine's own clock stays, and the page says so
      calibrated.value = false
    }
    own.value = Date.now()
  }

  function tick() {
    own.value = Date.now()
    if (own.value - asked > AGAIN_MS) void calibrate()
  }
  function seen() {
    if (document.visibilityState === 'visible') void calibrate()
  }

  void calibrate()
  const timer = setInterval(tick, everyMs)
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', seen)
  })
  return { now: computed(() => own.value + off.value), calibrated }
}
