export { createHandlers } from './handlers'
export { openReferences, type References } from './references'
