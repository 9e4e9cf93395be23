import { useState } from 'react'
import type { KeptReference } from '../../src-shared/media'
import { handOver, request } from '../ipc'
import { toastFailure } from '../shell'
import type { DraftReference } from './draft'
import { inputFor, kindOfAddress, suggestedInputs } from './inputs'
import { addReferences, currentDraft, useDrafts } from './useDrafts'
import { useChosenModel } from './useModel'

/** Larger files are handed over by where they lie, if they lie anywhere: their bytes would go through the page. */
const mostPastedBytes = 64 * 1024 * 1024

/** The ways in which references come: each keeps the bytes in main first, then shows them. */
export function useReferences() {
  const { provider } = useChosenModel()
  const [busy, setBusy] = useState(0)

  const put = (entries: Omit<DraftReference, 'input'>[]) => {
    const taken = currentDraft(useDrafts.getState()).references.map((reference) => reference.input)
    const suggested = suggestedInputs(provider)
    addReferences(
      entries.map((entry) => {
        const input = inputFor(entry.kind, taken, suggested)
        taken.push(input)
        return { ...entry, input }
      }),
    )
  }
  const keep = async (ask: () => Promise<KeptReference[]>) => {
    setBusy((count) => count + 1)
    try {
      const kept = await ask()
      put(kept.map(({ hash, kind, fileName, itemId }) => ({ source: { kind: 'kept', hash }, kind, name: fileName, ...(itemId !== null && { itemId }) })))
    } catch (error) {
      toastFailure(error)
    } finally {
      setBusy((count) => count - 1)
    }
  }
  return {
    busy: busy > 0,
    drop: (files: File[]) => keep(async () => request('create.keepFiles', await handOver(files))),
    paste: (files: File[]) =>
      keep(() =>
        Promise.all(
          files.map(async (file) => {
            if (file.size <= mostPastedBytes) return request('create.keepBytes', new Uint8Array(await file.arrayBuffer()), file.name || 'pasted')
            return (await request('create.keepFiles', await handOver([file])))[0]!
          }),
        ),
      ),
    choose: () => keep(() => request('create.chooseFiles', 'any')),
    fromLibrary: (itemIds: string[]) => keep(() => Promise.all(itemIds.map((id) => request('create.keepItem', id)))),
    address: (url: string) => put([{ source: { kind: 'address', url }, kind: kindOfAddress(url), name: url }]),
  }
}
