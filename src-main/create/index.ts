export { createHandlers, type CreatePlatform } from './handlers'
export { openReferences, type References } from './references'
