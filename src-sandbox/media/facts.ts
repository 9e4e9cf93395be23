/** Facts about the finished file, as ffprobe saw them. */
export interface FileFacts {
  name: string
  sizeBytes: number
  sha256: string
  width: number | null
  height: number | null
  durationSeconds: number | null
  format: string
}
