import { ffmpegPreamble, inputArguments, type FileCommand, type InputFile } from '../media'

const columns = 6
const rows = 8
/** How many pictures one sheet holds. */
export const picturesOnSheet = columns * rows
const cell = { width: 256, height: 208, edge: 8 }

/** One picture of many: stills side by side, each whole, on dark grey. */
export function contactSheet(stills: readonly InputFile[], outputPath: string): FileCommand {
  const shown = stills.slice(0, picturesOnSheet)
  const inner = `${cell.width - 2 * cell.edge}:${cell.height - 2 * cell.edge}`
  const scaled = shown.map(
    (_, index) =>
      `[${index}:v]format=rgba,scale=${inner}:force_original_aspect_ratio=decrease,pad=${cell.width}:${cell.height}:(ow-iw)/2:(oh-ih)/2:color=0x18191c,setsar=1,format=yuv444p[c${index}]`,
  )
  const places = shown.map((_, index) => `${(index % columns) * cell.width}_${Math.floor(index / columns) * cell.height}`)
  const stacked =
    shown.length === 1
      ? '[c0]null[out]'
      : `${shown.map((_, index) => `[c${index}]`).join('')}xstack=inputs=${shown.length}:layout=${places.join('|')}:fill=0x18191c[out]`
  return {
    inputs: shown.map((still, index) => [...(index === 0 ? ffmpegPreamble() : []), ...inputArguments(still)]),
    options: ['-filter_complex', [...scaled, stacked].join(';'), '-map', '[out]', '-frames:v', '1', '-map_metadata', '-1', '-q:v', '3', '-pix_fmt', 'yuvj444p', '-f', 'mjpeg'],
    outputPath,
    durationSeconds: 1,
  }
}
