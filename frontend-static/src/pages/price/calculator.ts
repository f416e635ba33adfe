import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router'
import { postJson } from '../../api/client'
import { useResource } from '../../api/resource'
import type { ItemDetail, Quote, QuoteRequest, Rule } from '../../api/types'
import { todayInShanghai } from '../../text/dates'
import { fieldOf, fieldsOf, inputId, linkOf, read, startValues, type Values } from './parameters'

const DEBOUNCE_MS = 250
const OURS = /^(rule|asOf|base|quantity|selector|factors\..+|counts\..+)$/

/** All rules of an item, the binding ones first. */
export function rulesOf(item: ItemDetail): Rule[] {
  return [...item.rulesInForce, ...item.benchmarkRules, ...item.supersededRules]
}

/** Whether a rule's region covers the prefecture: the nation, Hunan, Xiangxi or one of its counties. */
export function appliesHere(rule: Rule): boolean {
  return (
    rule.regionCode === '000000' ||
    rule.regionCode === '430000' ||
    rule.regionCode.startsWith('4331')
  )
}

/** The rule that answers first: one that binds here, else one that can be computed here, else any. */
export function firstRule(rules: Rule[]): Rule | null {
  return (
    rules.find((r) => r.status === 'in_force' && r.tiersKnown && appliesHere(r)) ??
    rules.find((r) => r.status === 'in_force' && appliesHere(r)) ??
    rules.find((r) => r.tiersKnown && appliesHere(r)) ??
    rules.find((r) => r.tiersKnown) ??
    rules[0] ??
    null
  )
}

/** A binding rule is asked as of a day; a rule that no longer binds is computed as it stands. */
export function firstDate(rule: Rule | null): string {
  return rule?.status === 'in_force' ? todayInShanghai() : ''
}

/**
 * The calculator of one item: which rule, what was typed, what the API says to it. The URL holds all of it, so that
 * a link opens the same computation.
 */
export function useCalculator(item: ItemDetail) {
  const route = useRoute()
  const router = useRouter()
  const rules = rulesOf(item)
  const linked: Values = {}
  for (const [name, value] of Object.entries(route.query)) {
    if (OURS.test(name) && typeof value === 'string') linked[name] = value
  }

  const initial = firstRule(rules)
  const ruleId = ref((rules.find((r) => r.ruleId === linked['rule']) ?? initial)?.ruleId ?? '')
  const rule = computed(() => rules.find((r) => r.ruleId === ruleId.value) ?? null)
  const fields = computed(() => (rule.value ? fieldsOf(rule.value) : []))
  const values = ref<Values>(startValues(fields.value, linked))
  const asOf = ref(linked['asOf'] ?? firstDate(rule.value))
  const tried = ref(false)
  const shout = ref(0)

  // another rule asks other questions; the answers that still fit are kept
  watch(rule, (now, before) => {
    const keep = { ...values.value }
    if (before?.baseUnit !== now?.baseUnit) delete keep['base']
    values.value = startValues(fields.value, keep)
    asOf.value = firstDate(now)
    tried.value = false
  })

  const reading = computed(() => read(fields.value, values.value))
  const request = computed<{ ruleId: string; body: QuoteRequest } | null>(() => {
    const { missing, errors, request: parameters } = reading.value
    if (!rule.value || missing.length || Object.keys(errors).length) return null
    const body = asOf.value ? { ...parameters, asOf: asOf.value } : parameters
    return { ruleId: rule.value.ruleId, body }
  })

  const settled = shallowRef(request.value)
  let timer: ReturnType<typeof setTimeout> | undefined
  const settle = () => {
    clearTimeout(timer)
    settled.value = request.value
    writeLink()
  }
  watch(
    [request, values, asOf, ruleId],
    () => {
      clearTimeout(timer)
      timer = setTimeout(settle, DEBOUNCE_MS)
    },
    { deep: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  const quote = useResource(
    () => settled.value,
    (asked, signal) =>
      postJson<Quote>(
        `/api/price-rules/${encodeURIComponent(asked.ruleId)}/quotes`,
        asked.body,
        signal,
      ),
  )

  /** What is wrong, by field id: what we can see ourselves, and what the API refused. */
  const errors = computed<Record<string, string>>(() => {
    const found: Record<string, string> = { ...reading.value.errors }
    if (tried.value) for (const id of reading.value.missing) found[id] = '请填写此项'
    const problem = quote.problem.value
    if (
      problem &&
      problem.status >= 400 &&
      problem.status < 500 &&
      settled.value === request.value
    ) {
      const told = problem.errors ?? []
      for (const error of told) {
        const field = fieldOf(fields.value, error.pointer)
        if (field) found[field.id] = error.detail
        else if (error.pointer.includes('asOf')) found['asOf'] = error.detail
      }
      if (problem.parameter && told.length === 0) {
        const id = fieldOf(fields.value, problem.parameter)?.id ?? problem.parameter
        found[id] = problem.detail ?? problem.title
      }
    }
    return found
  })
  const summary = computed(() =>
    Object.entries(errors.value).map(([id, text]) => {
      const field = fields.value.find((f) => f.id === id)
      const label = field?.label ?? (id === 'asOf' ? '计价日期' : id)
      return { id: inputId({ id }), text: text.startsWith(label) ? text : `${label}：${text}` }
    }),
  )

  function submit() {
    tried.value = true
    settle()
    if (Object.keys(errors.value).length) shout.value++
    else awaited = true
  }

  // what the API refuses after a submit is led to as well, unless one types on meanwhile
  let awaited = false
  watch(values, () => (awaited = false), { deep: true })
  watch(quote.loading, (loading) => {
    if (!loading && awaited && Object.keys(errors.value).length) shout.value++
    if (!loading) awaited = false
  })

  function writeLink() {
    const query: LocationQueryRaw = {}
    for (const [name, value] of Object.entries(route.query))
      if (!OURS.test(name)) query[name] = value
    if (rule.value && rule.value.ruleId !== initial?.ruleId) query['rule'] = rule.value.ruleId
    Object.assign(query, linkOf(fields.value, values.value))
    if (asOf.value !== firstDate(rule.value)) query['asOf'] = asOf.value
    if (JSON.stringify(query) !== JSON.stringify(route.query))
      void router.replace({ query, hash: route.hash })
  }

  return {
    rules,
    rule,
    ruleId,
    fields,
    values,
    asOf,
    reading,
    settled,
    quote,
    errors,
    summary,
    shout,
    tried,
    submit,
  }
}
