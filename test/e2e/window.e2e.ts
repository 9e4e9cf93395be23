import { expect, test } from './launch'

test('the window opens, its page runs clean under the policy and has no Node', async ({ launch }) => {
  const studio = await launch({ size: { width: 1440, height: 900 } })
  await expect(studio.page.locator('#root')).not.toBeEmpty()
  expect(await studio.page.evaluate(() => [location.origin, typeof require, typeof process])).toEqual(['app://bundle', 'undefined', 'undefined'])
  expect(studio.pageErrors()).toEqual([])
  await studio.stop()
})
