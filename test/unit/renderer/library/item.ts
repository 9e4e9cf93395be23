import type { MediaItem } from '../../../../src-shared/media'

/** A video in the library; what a test is about is given. */
export function item(facts: Partial<MediaItem> = {}): MediaItem {
  return {
    id: 'item', kind: 'video', title: 'Street', prompt: 'A street', type: 'VIDEO', provider: 'kling', options: { seed: 42, quality: 'ultra' }, inputs: {},
    creditCost: 3, remoteId: 'gen', jobId: 'job', batchId: 'batch', sandbox: false, canceledTooLate: false, createdAt: 0, trashedAt: null,
    fileName: 'street.mp4', sizeBytes: 1, width: 1920, height: 1080, durationSeconds: 5, frameRate: 24, container: 'mp4', videoCodec: 'h264',
    audioCodec: 'aac', hasAudio: true, rating: 0, favourite: false, madeFrom: [], usedIn: [], missing: false, previewRevision: 0,
    number: 1, problem: null, pick: 'none', tags: [], note: '', origin: 'generated', found: null, collectionIds: [],
    ...facts,
  }
}
