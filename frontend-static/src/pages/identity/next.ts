/** Where to go after signing in: a page of this site, never another host's. */
export function placeAfter(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/workbench'
  const place = new URL(next, 'https://mingjia.invalid')
  const ours = place.origin === 'https://mingjia.invalid' && !/^\/[/\\]/.test(next)
  return ours && place.pathname !== '/sign-in'
    ? place.pathname + place.search + place.hash
    : '/workbench'
}
