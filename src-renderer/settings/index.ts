export { applyAppearance, followAppearance } from './appearance'
export { followSettings, loadSettings, useSettings } from './useSettings'
