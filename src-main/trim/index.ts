export { trimHandlers } from './handlers'
export { openTrim, type Trims } from './trims'
