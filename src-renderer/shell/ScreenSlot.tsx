import { Suspense, type ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreen, type Screens } from './screen'
import { ScreenBoundary } from './ScreenBoundary'

/** The screen that is shown, with a way on should it break. */
export function ScreenSlot({ screens }: { screens: Screens }) {
  const { t } = useTranslation()
  const { name, ...parameters } = useScreen((state) => state.current)
  // One screen's parameters go to that screen: `Screens` says so for each name, which a lookup by union cannot tell the compiler.
  const Shown = screens[name] as ComponentType<typeof parameters>
  return (
    <main id="content" tabIndex={-1} aria-label={t(`app.screens.${name}`)} className="flex min-h-0 grow overflow-hidden">
      <ScreenBoundary key={name}>
        <Suspense>
          <Shown {...parameters} />
        </Suspense>
      </ScreenBoundary>
    </main>
  )
}
