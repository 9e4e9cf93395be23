import { lazy, Suspense } from 'react'
import { useSettings } from './settings'
import { Studio } from './shell/Studio'
import { LiveRegion, Toasts, TooltipProvider } from './ui'

const WelcomeScreen = lazy(async () => ({ default: (await import('./settings/WelcomeScreen')).WelcomeScreen }))

/** The whole page: the first run, or the studio; and what may be said over either. */
export function App() {
  const welcomed = useSettings((state) => state.settings.welcomed)
  return (
    <TooltipProvider>
      <Suspense>{welcomed ? <Studio screens={screens} /> : <WelcomeScreen />}</Suspense>
      <Toasts />
      <LiveRegion />
    </TooltipProvider>
  )
}

/** Screens come as chunks of their own, straight from their files: an index that named them would tie the chunks together. */
const screens = {
  create: lazy(async () => ({ default: (await import('./create/CreateScreen')).CreateScreen })),
  models: lazy(async () => ({ default: (await import('./models/ModelsScreen')).ModelsScreen })),
  library: lazy(async () => ({ default: (await import('./library/LibraryScreen')).LibraryScreen })),
  queue: lazy(async () => ({ default: (await import('./queue/QueueScreen')).QueueScreen })),
  settings: lazy(async () => ({ default: (await import('./settings/SettingsScreen')).SettingsScreen })),
  viewer: lazy(async () => ({ default: (await import('./library/ViewerScreen')).ViewerScreen })),
  compare: lazy(async () => ({ default: (await import('./library/comparison/CompareScreen')).CompareScreen })),
  trim: lazy(async () => ({ default: (await import('./trim/TrimScreen')).TrimScreen })),
}
