export { applyAppearance, followAppearance } from './appearance'
export { changeSettings, followSettings, loadSettings, useSettings } from './useSettings'
