export { BudgetButton } from './BudgetButton'
export type { ModelChoice } from './BudgetForm'
export { CapNotices } from './CapNotices'
export { allowUnpriced, capOf, followSpending, setCaps, useSpending } from './useSpending'
