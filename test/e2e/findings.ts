import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** Everything that axe finds on the screen as it is, in few words. */
export async function findings(page: Page, screen: string): Promise<string[]> {
  // What fades in has half its colour on the way; what turns for ever is not waited for.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    return Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)))
  })
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${screen}: ${id}: ${node.target.join(' ')}: ${node.failureSummary?.split('\n').slice(1, 3).join(' ').trim() ?? ''}`))
}
