export { automaticKey } from './gallery'
export { useOptionLabel } from './optionLabel'
export { useModelPicture } from './picture'
export { followModels, useModels } from './useModels'
