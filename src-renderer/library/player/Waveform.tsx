import { useEffect, useRef } from 'react'
import { useElementSize } from '../useElementSize'
import { barHeights } from './peaks'

interface WaveformProps {
  /** 0 to 1, evenly over the whole duration. */
  peaks: readonly number[]
  label: string
  /** What is drawn bright, as fractions of the whole. */
  from: number
  to: number
  className?: string
}

const barStep = 4
const barWidth = 2

/** Peaks of a sound as bars, sharp on any screen; the chosen part is bright. */
export function Waveform({ peaks, label, from, to, className }: WaveformProps) {
  const box = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { width, height } = useElementSize(box)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!canvas.current || !context || width === 0) return
    const scale = devicePixelRatio
    canvas.current.width = Math.round(width * scale)
    canvas.current.height = Math.round(height * scale)
    const style = getComputedStyle(canvas.current)
    const bright = style.getPropertyValue('--text-2')
    const dim = style.getPropertyValue('--disabled')
    context.scale(scale, scale)
    const bars = barHeights(peaks, Math.max(1, Math.floor(width / barStep)))
    bars.forEach((peak, index) => {
      const x = index * barStep
      const middle = (x + barWidth / 2) / width
      const tall = Math.max(2, peak * (height - 4))
      context.fillStyle = middle >= from && middle <= to ? bright : dim
      context.fillRect(x, (height - tall) / 2, barWidth, tall)
    })
  }, [peaks, width, height, from, to])
  return (
    <div ref={box} className={className}>
      <canvas ref={canvas} role="img" aria-label={label} className="block size-full" />
    </div>
  )
}
