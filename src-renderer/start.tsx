import { createRoot } from 'react-dom/client'
import { App } from './App'
import { resolveLanguage, startTexts } from './i18n'
import { followModels } from './models'
import { followNight } from './night'
import { followQueue } from './queue'
import { followSpending } from './spending'
import { applyAppearance, followAppearance, followSettings, loadSettings, useSettings } from './settings'
import { listenToKeys } from './shell/useCommand'

followSettings()
followQueue()
followModels()
followSpending()
followNight()
try {
  await loadSettings()
} catch (error) {
  // The window opens with the defaults; Settings asks again.
  console.error(error)
}
await startTexts(resolveLanguage(useSettings.getState().settings.language, navigator.languages))
applyAppearance()
followAppearance()
listenToKeys()

const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
