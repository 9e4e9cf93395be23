export { jobsOf, type InputJob } from './jobs'
export { problemLine } from './problem'
export { readRows } from './read'
