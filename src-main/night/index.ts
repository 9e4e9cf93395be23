export { nightHandlers } from './handlers'
export { openNight, type Night } from './night'
