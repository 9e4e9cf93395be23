import type { MediaRequest } from './media'

/** For load tests: a small file that many requests share, so that making it costs nothing. */
export function quickened(request: MediaRequest): MediaRequest {
  return {
    ...request,
    text: request.kind === 'speech' || request.kind === 'avatar' ? 'Quick.' : 'quick',
    label: 'Quick',
    seed: 1,
    flavour: '',
    style: '',
    width: 64,
    height: 64,
    durationSeconds: 0.5,
    sound: false,
    references: { images: [], endImage: null, video: null, audio: null },
    captionAt: 'bottom',
    color: null,
  }
}
