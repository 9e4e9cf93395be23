import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { MediaItem } from '../../src-shared/media'
import type { TrimSource } from '../../src-shared/trim'
import { usePlayer, type Player } from '../library'
import { cutGrid, markEnd, middleOf, moveEnd, type CutGrid, type Cuts } from './grid'
import { shuttle, type Speed } from './shuttle'

export interface Workbench {
  item: MediaItem
  source: TrimSource
  grid: CutGrid
  player: Player
  cuts: Cuts
  /** The unit shown now. */
  shown: number
  speed: Speed
  loop: boolean
  setLoop: (loop: boolean) => void
  /** Shows a unit, and stops there. */
  show: (unit: number) => void
  /** Moves one end to a cut point and shows what it is about. */
  move: (end: 'in' | 'out', point: number) => void
  /** Sets one end at the playhead. */
  mark: (end: 'in' | 'out') => void
  press: (key: 'j' | 'k' | 'l') => void
  togglePlay: () => void
}

/** Everything the trimmer works with: the source's cut points, the two ends, and the playhead. */
export function useWorkbench(item: MediaItem, source: TrimSource): Workbench {
  const grid = useMemo(() => cutGrid(source), [source])
  const [cuts, setCuts] = useState<Cuts>({ inPoint: 0, outPoint: grid.count })
  const [loop, setLoop] = useState(true)
  const [speed, setSpeed] = useState<Speed>(0)
  // Where the file itself ends there is no unit after the last one: the loop goes round here.
  const player: Player = usePlayer({
    onEnded: () => {
      if (!loop || speed <= 0) return setSpeed(0)
      player.seek(middleOf(grid, cuts.inPoint))
      player.play()
    },
  })
  const { play, pause, seek, setRate, time, playing } = player
  const shown = grid.unitAt(time)

  const show = useCallback(
    (unit: number) => {
      setSpeed(0)
      pause()
      seek(middleOf(grid, Math.min(Math.max(0, unit), grid.count - 1)))
    },
    [grid, pause, seek],
  )
  const move = useCallback(
    (end: 'in' | 'out', point: number) => {
      const next = moveEnd(grid, cuts, end, point)
      setCuts(next)
      show(end === 'in' ? next.inPoint : next.outPoint - 1)
    },
    [grid, cuts, show],
  )
  const press = (key: 'j' | 'k' | 'l') => {
    const next = shuttle(speed === 0 && playing ? 1 : speed, key)
    setSpeed(next)
    if (next <= 0) pause()
    if (next > 0) {
      setRate(next)
      play()
    }
  }
  const togglePlay = () => {
    if (playing || speed !== 0) return press('k')
    const outside = shown >= cuts.outPoint - 1 || shown < cuts.inPoint
    if (loop && outside) seek(middleOf(grid, cuts.inPoint))
    else if (shown >= grid.count - 1) seek(middleOf(grid, 0))
    press('l')
  }

  useReverse(speed, grid, time, seek, () => setSpeed(0))

  // Past the out point the selection begins again.
  useEffect(() => {
    if (loop && playing && shown >= cuts.outPoint) seek(middleOf(grid, cuts.inPoint))
  }, [loop, playing, shown, cuts, grid, seek])

  return {
    item, source, grid, player, cuts, shown, speed, loop, setLoop, show, move, press, togglePlay,
    mark: (end) => setCuts((now) => markEnd(grid, now, end, shown)),
  }
}

/** Going back: no player does it, so frames are shown one after the other as fast as they come. */
function useReverse(speed: Speed, grid: CutGrid, time: number, seek: (seconds: number) => void, stop: () => void): void {
  const latest = useRef({ time, stop })
  latest.current = { time, stop }
  useEffect(() => {
    if (speed >= 0) return
    const begin = { at: performance.now(), time: latest.current.time }
    let last = -1
    let frame = requestAnimationFrame(function step(now) {
      const unit = grid.unitAt(begin.time + ((now - begin.at) / 1000) * speed)
      if (unit !== last) seek(middleOf(grid, unit))
      last = unit
      if (unit === 0) latest.current.stop()
      else frame = requestAnimationFrame(step)
    })
    return () => cancelAnimationFrame(frame)
  }, [speed, grid, seek])
}
