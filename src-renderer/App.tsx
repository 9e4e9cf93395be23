import { lazy, Suspense } from 'react'
import { useSettings } from './settings'
import { useScreen } from './shell'
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
const chunks = {
  create: () => import('./create/CreateScreen'),
  models: () => import('./models/ModelsScreen'),
  library: () => import('./library/LibraryScreen'),
  queue: () => import('./queue/QueueScreen'),
  settings: () => import('./settings/SettingsScreen'),
  viewer: () => import('./library/ViewerScreen'),
  compare: () => import('./library/comparison/CompareScreen'),
  trim: () => import('./trim/TrimScreen'),
}
const screens = {
  create: lazy(async () => ({ default: (await chunks.create()).CreateScreen })),
  models: lazy(async () => ({ default: (await chunks.models()).ModelsScreen })),
  library: lazy(async () => ({ default: (await chunks.library()).LibraryScreen })),
  queue: lazy(async () => ({ default: (await chunks.queue()).QueueScreen })),
  settings: lazy(async () => ({ default: (await chunks.settings()).SettingsScreen })),
  viewer: lazy(async () => ({ default: (await chunks.viewer()).ViewerScreen })),
  compare: lazy(async () => ({ default: (await chunks.compare()).CompareScreen })),
  trim: lazy(async () => ({ default: (await chunks.trim()).TrimScreen })),
}

// What is shown first comes while settings and texts are still read.
const first = useScreen.getState().current.name
void chunks[first]()
if (first === 'library') void import('./library/prepare').then(({ prepareLibrary }) => prepareLibrary())
