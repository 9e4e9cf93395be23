/** Practice is not a lesson in waiting: a minute and a half of a real model takes some ten seconds here. */
const timeScale = '0.12'
/** Enough for any practice; the app's own words say that these credits are nobody's money. */
const credits = '100000'

/** How the embedded server is started, by the window and by the command line. */
export function sandboxFlags(stateFolder: string, { ffmpeg, ffprobe }: { ffmpeg: string; ffprobe: string }): string[] {
  return ['--state', stateFolder, '--plan', 'pro', '--time-scale', timeScale, '--credits', credits, '--ffmpeg', ffmpeg, '--ffprobe', ffprobe]
}
