export { apiFaults, type Answer, type Exchange } from './api'
export { fileFaults, type Download, type FileAnswer } from './files'
export { FaultRules, type ActiveFault, type FaultRule } from './rules'
