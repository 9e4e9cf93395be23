import { describe, expect, it } from 'vitest'
import { draftOf, planOf, type PlanDraft } from '../../../../src-renderer/night/planDraft'

const evening = new Date(2026, 10, 22, 21, 30)
const draft = (patch: Partial<PlanDraft>): PlanDraft => ({ kind: 'once', from: '', to: '', whenDone: 'notify', ...patch })

describe('what the fields say', () => {
  it.each<[string, Partial<PlanDraft>, unknown]>([
    ['tonight, over midnight', { from: '23:00', to: '07:00' }, { kind: 'once', startsAt: '2026-11-22T23:00', stopsAt: '2026-11-23T07:00' }],
    ['a time that has passed today is tomorrow', { from: '09:00', to: '10:00' }, { kind: 'once', startsAt: '2026-11-23T09:00', stopsAt: '2026-11-23T10:00' }],
    ['from now on until a time', { to: '22:00' }, { kind: 'once', startsAt: null, stopsAt: '2026-11-22T22:00' }],
    ['every day', { kind: 'hours', from: '23:00', to: '07:00' }, { kind: 'hours', from: '23:00', to: '07:00' }],
    ['any time', { kind: 'always', from: '23:00' }, { kind: 'always' }],
  ])('%s', (_name, patch, schedule) => {
    expect(planOf(draft(patch), evening)).toEqual({ schedule, whenDone: 'notify' })
  })

  it.each<[string, Partial<PlanDraft>]>([
    ['no hours are said', { kind: 'hours', from: '23:00' }],
    ['they begin when they end', { kind: 'hours', from: '23:00', to: '23:00' }],
    ['once, too', { from: '23:00', to: '23:00' }],
  ])('nothing while %s', (_name, patch) => {
    expect(planOf(draft(patch), evening)).toBeNull()
  })

  it('is what a plan looked like', () => {
    const plan = planOf(draft({ from: '23:00', to: '07:00', whenDone: 'quit' }), evening)
    expect(plan && draftOf(plan)).toEqual(draft({ from: '23:00', to: '07:00', whenDone: 'quit' }))
    expect(draftOf({ schedule: { kind: 'always' }, whenDone: 'nothing' })).toMatchObject({ kind: 'always', from: '23:00', to: '07:00' })
  })
})
