import type { JobRequest, ReferenceInput } from '../../src-shared/job'
import type { ItemId, MediaItem } from '../../src-shared/media'
import { request } from '../ipc'
import { openAsTemplate, openScreen } from '../shell'
import { attempt } from './attempt'

/** What of an item goes into Create: everything, everything but the seed, or one part while the rest of the draft stays. */
export type Recalled = 'all' | 'remix' | 'prompt' | 'seed' | 'options'

/**
 * The request that would make an item anew, without its references: those are files that main must keep first. Null for what
 * was not generated.
 */
export function requestOf(item: MediaItem): JobRequest | null {
  if (item.type === null) return null
  return {
    type: item.type, provider: item.provider, prompt: item.prompt, inputs: item.inputs, references: [], options: item.options, priority: null,
  }
}

/** Fills Create with how an item was made. */
export function recall(id: ItemId, what: Recalled): void {
  attempt(async () => {
    const item = await request('library.item', id)
    const template = requestOf(item)
    if (template === null) return
    switch (what) {
      case 'prompt':
      case 'seed':
      case 'options':
        return openScreen({ name: 'create', template, only: what })
      case 'remix': {
        const { seed: _seed, ...options } = template.options
        return openAsTemplate({ ...template, options, references: await sourcesOf(item) })
      }
      case 'all':
        return openAsTemplate({ ...template, references: await sourcesOf(item) })
    }
  })
}

/** What an item was made from, where it still exists, kept as references. */
async function sourcesOf(item: MediaItem): Promise<ReferenceInput[]> {
  const references: ReferenceInput[] = []
  for (const source of item.madeFrom) {
    if (source.relation !== 'made-from') continue
    try {
      const kept = await request('create.keepItem', source.itemId)
      references.push({ input: kept.kind, source: { kind: 'kept', hash: kept.hash }, itemId: source.itemId })
    } catch {
      // A source that is gone does not keep the rest from being used.
    }
  }
  return references
}
