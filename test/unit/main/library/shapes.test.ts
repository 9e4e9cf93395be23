import { expect, test } from 'vitest'
import { openTestLibrary } from '../../../fixtures/libraries'
import { insertItems } from './items'

test('shapes are told for every item, by number: wide, high, and unknown', async () => {
  const opened = openTestLibrary()
  try {
    const sizes = [{ width: 1920, height: 1080 }, { width: 1080, height: 1920 }, { width: null, height: null }]
    insertItems(opened, 3, (index) => sizes[index]!)
    const { numbers, shapes } = await opened.library.views.shapes()
    expect([...numbers]).toEqual([1, 2, 3])
    expect([...shapes]).toEqual([1_777, 562, 0])
  } finally {
    await opened.close()
  }
})
