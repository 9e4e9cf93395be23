import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { createSeeker } from './seeker'

interface Sound {
  /** 0 to 1. */
  volume: number
  muted: boolean
}

/** How loud everything plays; kept by the page. */
const useSound = create<Sound>()(persist((): Sound => ({ volume: 1, muted: false }), { name: 'sound' }))

export interface Player {
  /** To be given to the `<video>` or `<audio>`. */
  attach: (element: HTMLMediaElement | null) => void
  playing: boolean
  /** Seconds. While a seek is under way it is where it leads. */
  time: number
  durationSeconds: number
  rate: number
  loop: boolean
  sound: Sound
  /** The element refused the file, or shows no picture of it. */
  failed: boolean
  toggle: () => void
  play: () => void
  pause: () => void
  seek: (seconds: number) => void
  setRate: (rate: number) => void
  setLoop: (loop: boolean) => void
  setVolume: (volume: number) => void
  toggleMute: () => void
}

/** Plays one media element: state that can be drawn, and seeks that do not pile up. */
export function usePlayer({ loop: loopFirst = false, onEnded }: { loop?: boolean; onEnded?: () => void } = {}): Player {
  const ref = useRef<HTMLMediaElement | null>(null)
  const [playing, setPlaying] = useState(false)
  const [time, setTime] = useState(0)
  const [durationSeconds, setDuration] = useState(0)
  const [rate, setRateState] = useState(1)
  const [loop, setLoop] = useState(loopFirst)
  const [failed, setFailed] = useState(false)
  const sound = useSound()
  const ended = useRef(onEnded)
  useEffect(() => {
    ended.current = onEnded
  })
  const seeker = useMemo(() => createSeeker(() => ref.current), [])

  const attach = useCallback(
    (element: HTMLMediaElement | null) => {
      ref.current = element
      if (element === null) return
      const listen: [string, () => void][] = [
        ['play', () => setPlaying(true)],
        ['pause', () => setPlaying(false)],
        ['ended', () => {
          setPlaying(false)
          ended.current?.()
        }],
        ['ratechange', () => setRateState(element.playbackRate)],
        ['durationchange', () => setDuration(Number.isFinite(element.duration) ? element.duration : 0)],
        ['timeupdate', () => setTime(seeker.goal ?? element.currentTime)],
        ['seeked', () => {
          seeker.arrived()
          setTime(seeker.goal ?? element.currentTime)
        }],
        // Some codecs load without an error and without a picture.
        ['loadeddata', () => setFailed(element instanceof HTMLVideoElement && element.videoWidth === 0)],
        ['error', () => setFailed(true)],
      ]
      for (const [name, listener] of listen) element.addEventListener(name, listener)
      return () => {
        for (const [name, listener] of listen) element.removeEventListener(name, listener)
        ref.current = null
      }
    },
    [seeker],
  )

  // The element tells the time four times a second only; a playhead should move with the picture.
  useEffect(() => {
    if (!playing) return
    let frame = 0
    const follow = () => {
      if (ref.current) setTime(seeker.goal ?? ref.current.currentTime)
      frame = requestAnimationFrame(follow)
    }
    frame = requestAnimationFrame(follow)
    return () => cancelAnimationFrame(frame)
  }, [playing, seeker])

  useEffect(() => {
    const element = ref.current
    if (element === null) return
    element.volume = sound.volume
    element.muted = sound.muted
  })

  const play = useCallback(() => void ref.current?.play().catch(() => undefined), [])
  const pause = useCallback(() => ref.current?.pause(), [])
  const seek = useCallback(
    (seconds: number) => {
      seeker.seek(seconds)
      setTime(seconds)
    },
    [seeker],
  )
  const setRate = useCallback((wanted: number) => {
    if (ref.current) ref.current.playbackRate = wanted
  }, [])
  return {
    attach, playing, time, durationSeconds, rate, loop, sound, failed, play, pause, seek, setRate, setLoop,
    toggle: playing ? pause : play,
    setVolume: (volume) => useSound.setState({ volume, muted: volume === 0 }),
    toggleMute: () => useSound.setState({ muted: !sound.muted }),
  }
}
