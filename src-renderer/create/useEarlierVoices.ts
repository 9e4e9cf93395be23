import { useEffect, useState } from 'react'
import { request } from '../ipc'

const none: ReadonlyMap<string, string> = new Map()
/** How far back to look: each item is a question. */
const mostLookedAt = 80

/** The newest result with each voice, by the voice's name: what it sounds like. */
export function useEarlierVoices(option: string, wanted: boolean): ReadonlyMap<string, string> {
  const [voices, setVoices] = useState(none)
  useEffect(() => {
    if (!wanted) return
    let current = true
    const look = async () => {
      const { ids } = await request('library.ids', { types: ['AUDIO', 'AVATAR'] })
      const items = await Promise.all(ids.slice(0, mostLookedAt).map((id) => request('library.item', id).catch(() => null)))
      const found = new Map<string, string>()
      for (const item of items) {
        const voice = item?.options[option] ?? item?.inputs[option]
        if (item && typeof voice === 'string' && !found.has(voice)) found.set(voice, item.id)
      }
      if (current) setVoices(found)
    }
    // Without earlier results a voice is chosen by its name.
    look().catch(() => {})
    return () => {
      current = false
    }
  }, [option, wanted])
  return voices
}
