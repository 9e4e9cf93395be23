import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { startTexts } from '../../../../src-renderer/i18n'
import { planFacts, planWords } from '../../../../src-renderer/trim/planWords'
import { formatter } from '../../../../src-renderer/ui/format'
import type { PartPlan, TrimPlan } from '../../../../src-shared/trim'

const plan = ({ parts, ...facts }: Omit<Partial<TrimPlan>, 'parts'> & { parts?: Partial<PartPlan> }): TrimPlan => ({
  cut: 'copy', madeAs: facts.cut ?? 'copy', fallback: null, refusal: null, detail: null, results: 1, durationSeconds: 4, frames: 96, container: 'mp4',
  width: 1280, height: 720, sound: 'copied', expectedBytes: 4_100_000, expectedSeconds: 0.2,
  parts: [{
    itemId: 'a', inSeconds: 3, outSeconds: 7, durationSeconds: 4, frames: 96, startsAtSeconds: 3, hidden: true, hiddenSeconds: 0, encodedFrames: 0, ...parts,
  }],
  ...facts,
})
type Facts = Parameters<typeof plan>[0]

describe('what a cut will be, in words', () => {
  beforeAll(() => startTexts('en'))
  const words = (facts: Facts, hasVideo = true) => planWords(i18next.getFixedT('en'), formatter('en'), plan(facts), { hasVideo })

  it.each<[string, Facts]>([
    ['Nothing is re-encoded. It begins exactly at the in point.', {}],
    ['Nothing is re-encoded. Begins at the keyframe 0.21 s earlier; MP4 players hide that part. The hidden 0.21 s stay inside the file.', { parts: { startsAtSeconds: 2.79, hiddenSeconds: 0.21 } }],
    ['Nothing is re-encoded. Begins at the keyframe 0.21 s earlier, and players show it.', { parts: { startsAtSeconds: 2.79, hidden: false } }],
    ['Exact to the frame. Everything is encoded again.', { cut: 'exact' }],
    ['Exact to the frame. Only 30 frames at the ends are encoded again, the rest is untouched.', { cut: 'smart', parts: { encodedFrames: 30 } }],
    ['Smart cuts know H.264 and HEVC, and this is vp9. Exact to the frame. Everything is encoded again.', { cut: 'smart', madeAs: 'exact', fallback: 'codec', detail: 'vp9' }],
    ['A GIF cannot be cut without encoding it again. Use the exact cut.', { refusal: 'gif-copy' }],
  ])('%s', (expected, facts) => {
    expect(words(facts)).toBe(expected)
  })

  it('never denies a gap by rounding it away', () => {
    expect(words({ parts: { startsAtSeconds: 2.996 } })).toContain('0.01 s earlier')
  })

  it('speaks of hundredths where there are no frames', () => {
    expect(words({ cut: 'exact' }, false)).toContain('hundredth')
    expect(words({ parts: { startsAtSeconds: 2.98 } }, false)).toContain('up to 0.02 s')
  })

  it('says time and size, and marks what is a guess', () => {
    const facts = (more: Facts) => planFacts(i18next.getFixedT('en'), formatter('en'), plan(more))
    expect(facts({})).toBe('0.2 s · 4.1 MB')
    expect(facts({ cut: 'exact', expectedSeconds: 6 })).toBe('6 s · ≈ 4.1 MB')
    expect(facts({ expectedBytes: null })).toBe('0.2 s')
    expect(facts({ expectedBytes: null, expectedSeconds: null })).toBe(null)
    expect(facts({ refusal: 'too-short' })).toBe(null)
  })
})
