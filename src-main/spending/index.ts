export { spendingHandlers } from './handlers'
export { openSpending, type Spending } from './spending'
