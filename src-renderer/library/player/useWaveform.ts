import { useEffect, useState } from 'react'
import type { ItemId } from '../../../src-shared/media'
import { request } from '../../ipc'

/** The peaks of an item's sound, the loudest as high as can be so that soft sound shows too; null until they are made, empty without sound or where they cannot be had. */
export function useWaveform(id: ItemId, hasAudio: boolean): number[] | null {
  const [peaks, setPeaks] = useState<number[] | null>(null)
  useEffect(() => {
    let current = true
    setPeaks(hasAudio ? null : [])
    if (!hasAudio) return
    request('trim.waveform', id)
      .then(({ peaks: found, loudestPeak }) => (loudestPeak > 0 ? found.map((peak) => peak / loudestPeak) : found))
      .catch(() => [])
      .then((found) => {
        if (current) setPeaks(found)
      })
    return () => {
      current = false
    }
  }, [id, hasAudio])
  return peaks
}
