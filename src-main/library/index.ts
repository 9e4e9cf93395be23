export type { Delivery, Made } from './filing'
export { sweepParts } from './folders'
export { libraryHandlers } from './handlers'
export { openLibrary, type Library } from './library'
