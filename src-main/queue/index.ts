export { queueHandlers } from './handlers'
export { openQueue, type Queue } from './queue'
