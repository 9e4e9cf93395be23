import { expect, it } from 'vitest'
import { turnOf, type Moment } from '../../../../src-main/night/course'
import type { Window } from '../../../../src-shared/night'

const window = (phase: Window['phase']): Window => ({ phase, opensAt: 1, closesAt: 2 })
const moment = (patch: Partial<Omit<Moment, 'window'>> & { phase?: Window['phase'] } = {}): Moment => {
  const { phase = 'open', ...rest } = patch
  return { window: window(phase), running: 0, waiting: 0, isBudgetUsedUp: false, night: null, ...rest }
}
const going = { night: { isOver: false } }
const ended = { night: { isOver: true } }

it.each<[string, Moment, ReturnType<typeof turnOf>]>([
  ['begins with the first thing to do', moment({ waiting: 1 }), { kind: 'begin' }],
  ['does not begin with nothing to do', moment(), null],
  ['does not begin before its window', moment({ phase: 'before', waiting: 5 }), null],
  ['does not begin without a plan', moment({ phase: 'off', waiting: 5, running: 2 }), null],
  ['goes on while something runs, whatever the hour', moment({ ...going, phase: 'over', running: 1 }), null],
  ['goes on while something waits for its turn', moment({ ...going, waiting: 3 }), null],
  ['ends when all is done', moment(going), { kind: 'end', outcome: 'done' }],
  ['ends when its time is over and what ran is finished', moment({ ...going, phase: 'before', waiting: 3 }), { kind: 'end', outcome: 'time' }],
  ['is not over for its budget while something runs', moment({ ...going, running: 1, waiting: 3, isBudgetUsedUp: true }), null],
  ['ends when its budget is used up', moment({ ...going, waiting: 3, isBudgetUsedUp: true }), { kind: 'end', outcome: 'budget' }],
  ['ends when the plan is taken away', moment({ ...going, phase: 'off', waiting: 3 }), { kind: 'end', outcome: 'user' }],
  ['goes on when the budget is raised', moment({ ...ended, waiting: 3 }), { kind: 'go-on' }],
  ['stays over while the budget is used up', moment({ ...ended, waiting: 3, isBudgetUsedUp: true }), null],
  ['goes on when more is added within its window', moment({ ...ended, running: 1 }), { kind: 'go-on' }],
  ['stays over after its window', moment({ ...ended, phase: 'over', waiting: 3 }), null],
])('%s', (_name, given, expected) => {
  expect(turnOf(given)).toEqual(expected)
})
