import type { ExpectStatic } from 'vitest'
import type { World } from './world'

/** At most one request a second of the app's time, in every stretch of ten seconds; the first of a stretch is free. */
export function noHotLoop({ gateway, clock }: World, expect: ExpectStatic): void {
  const seconds = gateway.seen.map((seen) => (seen.at / 1_000) * clock.speed)
  for (const [index, from] of seconds.entries()) {
    const within = seconds.slice(index).filter((at) => at < from + 10).length
    expect(within, `requests within ten seconds from request ${index + 1} on`).toBeLessThanOrEqual(11)
  }
}

/** As many charges as jobs, one a key, and one body a key: nothing was paid twice, and nothing asked for under another key. */
export function onceEach(world: World, expect: ExpectStatic): void {
  const charges = world.charges()
  expect(new Set(charges.map((charge) => charge.key)).size, 'keys charged').toBe(charges.length)
  const bodies = new Map<string, Set<string>>()
  for (const { key, bodySha256 } of world.paid()) bodies.set(key as string, (bodies.get(key as string) ?? new Set()).add(bodySha256))
  for (const [key, sent] of bodies) expect(sent.size, `bodies under ${key}`).toBe(1)
  const jobs = world.desk.database.get<{ count: number }>('SELECT count(*) AS count FROM jobs')?.count
  expect(charges.length, 'charges').toBe(jobs)
}
