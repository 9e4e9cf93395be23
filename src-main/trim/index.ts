export { trimHandlers } from './handlers'
export { makeFile, type FileMade } from './toFile'
export { openTrim, type Trims } from './trims'
