/** Everything that decides how a file looks and sounds. Two equal requests give byte-identical files. */
export interface MediaRequest {
  kind: 'image' | 'video' | 'speech' | 'avatar'
  /** The prompt, or the words to speak. */
  text: string
  /** Name of the model, set small above the prompt. */
  label: string
  seed: number
  /** Whatever else was asked for (options, provider): it only stirs the seed. */
  flavour: string
  /** Style words that steer palette and scene: an option such as `style`. */
  style: string
  width: number
  height: number
  /** Of a video; a speech's and an avatar's length follows from the text or the audio given. */
  durationSeconds: number
  format: string
  sound: boolean
  /** SHA-256 of reference files. */
  references: { images: string[]; endImage: string | null; video: string | null; audio: string | null }
  speech: SpeechRequest
  avatar: { presenter: string; background: string; gesture: string }
  /** Where the words go; at the top when a reference may carry words of its own at the bottom. */
  captionAt: 'bottom' | 'top'
  /** `#RRGGBB` the picture is built around, or null. */
  color: string | null
}

export interface SpeechRequest {
  voice: string
  emotion: string
  /** 1 is natural. */
  speed: number
  pitchSemitones: number
  volumeDecibels: number
  sampleRateHz: number
  ssml: boolean
}
