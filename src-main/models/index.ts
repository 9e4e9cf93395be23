export { openModels, type Models } from './models'
export { modelsHandlers } from './handlers'
