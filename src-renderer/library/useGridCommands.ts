import i18next from 'i18next'
import { request } from '../ipc'
import { openScreen, useCommand } from '../shell'
import { announce, toast } from '../ui'
import { invert, selectAll, selectAt } from '../ui/selection'
import { attempt } from './attempt'
import { compareMost, openComparison } from './comparison/comparing'
import { nearestOf } from './nearest'
import { openItem } from './openItem'
import { openOver } from './over'
import { recall } from './remix'
import { useChosen } from './useChosen'
import { neighbour, useLibrary } from './useLibrary'
import { setViewOptions, useViewOptions } from './viewOptions'

/** Chooses an item of the view; the grid shows it. */
export function choose(number: number): void {
  const { selection, numbers, setSelection } = useLibrary.getState()
  setSelection(selectAt(selection, numbers, number))
}

/** Chooses the one after the active one; at the end it stays. */
export function chooseNext(): void {
  const { selection, numbers } = useLibrary.getState()
  const next = selection.active === null ? null : neighbour(numbers, selection.active, 1)
  if (next !== null) choose(next)
}

/** Goes to the next item that is neither rated nor picked nor rejected, far away too. */
export function chooseUnjudged(step: 1 | -1, from = useLibrary.getState().selection.active, then: (number: number) => void = choose): void {
  attempt(async () => {
    const { query } = useLibrary.getState()
    const unjudged = await request('library.order', { ...query, minRating: 0, maxRating: 0, picks: ['none'] })
    const { numbers } = useLibrary.getState()
    const start = from === null ? (step === 1 ? -1 : numbers.length) : numbers.indexOf(from)
    const found = nearestOf(numbers, new Set(unjudged.numbers), start, step)
    if (found === null) announce(i18next.t('library.done.allJudged'))
    else then(found)
  })
}

/** Whether judging goes on by itself can be switched anywhere it applies. */
export function useAdvanceCommand(): void {
  useCommand('library.advance', () => {
    const advances = !useViewOptions.getState().advances
    setViewOptions({ advances })
    toast(i18next.t(advances ? 'library.done.advances' : 'library.done.stays'))
  })
}

/** The commands of the grid that are not about judging. */
export function useGridCommands(quickLook: () => void): void {
  const { chosen, active } = useChosen()
  const some = chosen.length > 0
  const one = chosen.length === 1 && active !== null ? active : null
  const remixable = one !== null && one.type !== null ? one : null
  useAdvanceCommand()
  useCommand('library.selectAll', () => {
    const { selection, numbers, setSelection } = useLibrary.getState()
    setSelection(selectAll(selection, numbers))
  })
  useCommand('library.invert', () => {
    const { selection, numbers, setSelection } = useLibrary.getState()
    setSelection(invert(selection, numbers))
  })
  useCommand('library.clearSelection', some ? () => {
    const { selection, setSelection } = useLibrary.getState()
    setSelection({ ids: new Set(), anchor: null, active: selection.active })
  } : null)
  useCommand('library.open', one ? () => openItem(one.number) : null)
  useCommand('library.quickLook', one ? quickLook : null)
  useCommand('library.nextUnjudged', () => chooseUnjudged(1))
  useCommand('library.previousUnjudged', () => chooseUnjudged(-1))
  useCommand('library.form', () => setViewOptions({ form: useViewOptions.getState().form === 'grid' ? 'list' : 'grid' }))
  useCommand('library.grid', () => document.getElementById('library-grid')?.focus())
  useCommand('library.addTags', some ? () => openOver('tags', chosen) : null)
  useCommand('library.collect', some ? () => openOver('collect', chosen) : null)
  useCommand('library.compare', chosen.length >= 2 && chosen.length <= compareMost ? () => openComparison(chosen) : null)
  useCommand('library.remix', remixable && (() => recall(remixable.id, 'remix')))
  useCommand('library.recallAll', remixable && (() => recall(remixable.id, 'all')))
  useCommand('library.recallSeed', remixable && (() => recall(remixable.id, 'seed')))
  useCommand('library.recallPrompt', remixable && (() => recall(remixable.id, 'prompt')))
  useCommand('library.trim', one && one.kind !== 'image' && !one.missing ? () => openScreen({ name: 'trim', itemId: one.id }) : null)
}
