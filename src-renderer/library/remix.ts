import type { JobRequest, ReferenceInput } from '../../src-shared/job'
import type { MediaItem } from '../../src-shared/media'
import { request } from '../ipc'
import { openAsTemplate } from '../shell'

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

/** Opens Create filled with how an item was made, its sources included where they still exist. */
export async function remix(item: MediaItem): Promise<void> {
  const template = requestOf(item)
  if (template === null) return
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
  openAsTemplate({ ...template, references })
}
