import { useCallback, useEffect, useMemo, useRef, useState } from 'react'

/** Further apart than this, one that lags or leads is put back in step, seconds. */
const apart = 0.06

export interface Step {
  attach: (index: number, element: HTMLMediaElement | null) => void
  playing: boolean
  /** Seconds. */
  time: number
  durationSeconds: number
  toggle: () => void
  seek: (seconds: number) => void
  /** One frame back or on, at the first one's frame rate. */
  frame: (by: 1 | -1) => void
  /** Whose sound is heard. */
  heard: number
  hear: (index: number) => void
}

/** Plays several videos or sounds as one: the longest leads, the others follow it. */
export function useStep(frameRate: number): Step {
  const elements = useRef(new Map<number, HTMLMediaElement>())
  const [playing, setPlaying] = useState(false)
  const [time, setTime] = useState(0)
  const [durationSeconds, setDuration] = useState(0)
  const [heard, setHeard] = useState(0)
  const all = () => [...elements.current.values()]
  const leader = () => all().toSorted((a, b) => (b.duration || 0) - (a.duration || 0))[0]

  useEffect(() => {
    for (const [index, element] of elements.current) element.muted = index !== heard
  })
  useEffect(() => {
    if (!playing) return
    let frame = 0
    const follow = () => {
      const first = leader()
      if (first) {
        setTime(first.currentTime)
        for (const other of all()) {
          const goal = Math.min(first.currentTime, other.duration || first.currentTime)
          if (other !== first && !other.seeking && Math.abs(other.currentTime - goal) > apart) other.currentTime = goal
        }
        if (first.ended) setPlaying(false)
      }
      frame = requestAnimationFrame(follow)
    }
    frame = requestAnimationFrame(follow)
    return () => cancelAnimationFrame(frame)
  }, [playing])

  const attach = useCallback((index: number, element: HTMLMediaElement | null) => {
    if (element === null) {
      elements.current.delete(index)
      return
    }
    elements.current.set(index, element)
    const learn = () => setDuration((known) => Math.max(known, Number.isFinite(element.duration) ? element.duration : 0))
    element.addEventListener('loadedmetadata', learn)
    if (element.readyState > 0) learn()
  }, [])

  const actions = useMemo(() => {
    const pause = () => {
      for (const element of all()) element.pause()
      setPlaying(false)
    }
    const seek = (seconds: number) => {
      for (const element of all()) element.currentTime = Math.min(seconds, element.duration || seconds)
      setTime(seconds)
    }
    return {
      pause,
      seek,
      play: () => {
        if (leader()?.ended) seek(0)
        // One that has ended before the others stays where it ended.
        for (const element of all()) if (!element.ended) void element.play().catch(() => undefined)
        setPlaying(true)
      },
    }
  }, [])
  return {
    attach, playing, time, durationSeconds, heard,
    hear: setHeard,
    seek: actions.seek,
    toggle: playing ? actions.pause : actions.play,
    frame: (by) => {
      actions.pause()
      // The middle of a frame: at its edge a player may round to the one before.
      const shown = Math.floor((leader()?.currentTime ?? 0) * frameRate + 1e-3)
      actions.seek((Math.max(0, shown + by) + 0.5) / frameRate)
    },
  }
}
