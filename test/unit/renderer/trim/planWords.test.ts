import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { startTexts } from '../../../../src-renderer/i18n'
import { planFacts, planWords } from '../../../../src-renderer/trim/planWords'
import { formatter } from '../../../../src-renderer/ui/format'
import type { TrimPlan } from '../../../../src-shared/trim'

const plan = (facts: Partial<TrimPlan>): TrimPlan => ({
  cut: 'copy', refusal: null, inSeconds: 3, outSeconds: 7, durationSeconds: 4, frames: 96, startsAtSeconds: 3, hidden: true, hiddenSeconds: 0,
  expectedBytes: 4_100_000, expectedSeconds: 0.2, ...facts,
})

describe('what a cut will be, in words', () => {
  beforeAll(() => startTexts('en'))
  const words = (facts: Partial<TrimPlan>, hasVideo = true) => planWords(i18next.getFixedT('en'), formatter('en'), plan(facts), { hasVideo })

  it.each<[string, Partial<TrimPlan>]>([
    ['Nothing is re-encoded. It begins exactly at the in point.', {}],
    ['Nothing is re-encoded. Begins at the keyframe 0.21 s earlier; MP4 players hide that part. The hidden 0.21 s stay inside the file.', { startsAtSeconds: 2.79, hiddenSeconds: 0.21 }],
    ['Nothing is re-encoded. Begins at the keyframe 0.21 s earlier, and players show it.', { startsAtSeconds: 2.79, hidden: false }],
    ['Exact to the frame. Everything is encoded again.', { cut: 'exact' }],
    ['A GIF cannot be cut without encoding it again. Use the exact cut.', { refusal: 'gif-copy' }],
  ])('%s', (expected, facts) => {
    expect(words(facts)).toBe(expected)
  })

  it('never denies a gap by rounding it away', () => {
    expect(words({ startsAtSeconds: 2.996 })).toContain('0.01 s earlier')
  })

  it('speaks of hundredths where there are no frames', () => {
    expect(words({ cut: 'exact' }, false)).toContain('hundredth')
    expect(words({ startsAtSeconds: 2.98 }, false)).toContain('up to 0.02 s')
  })

  it('says time and size, and marks what is a guess', () => {
    const facts = (more: Partial<TrimPlan>) => planFacts(i18next.getFixedT('en'), formatter('en'), plan(more))
    expect(facts({})).toBe('0.2 s · 4.1 MB')
    expect(facts({ cut: 'exact', expectedSeconds: 6 })).toBe('6 s · ≈ 4.1 MB')
    expect(facts({ expectedBytes: null })).toBe('0.2 s')
    expect(facts({ expectedBytes: null, expectedSeconds: null })).toBe(null)
    expect(facts({ refusal: 'too-short' })).toBe(null)
  })
})
