export { spendingHandlers } from './handlers'
export { openSpending } from './spending'
