// The screen itself is a chunk of its own, loaded from its file.
export { QueueDrawer } from './QueueDrawer'
export { QueueStrip } from './QueueStrip'
export { useJobProgress } from './useProgress'
export { followQueue, useQueue } from './useQueue'
export { derive } from './derive'
