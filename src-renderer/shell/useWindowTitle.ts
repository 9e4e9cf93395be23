import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { derive, useQueue } from '../queue'
import { useScreen } from './screen'

/** The window's title says what is left to do and where one is. */
export function useWindowTitle(): void {
  const { t } = useTranslation()
  const name = useScreen((state) => state.current.name)
  const { running, queued: waiting } = derive(useQueue((state) => state.jobs)).counts
  const left = running + waiting
  useEffect(() => {
    const screen = t(`app.screens.${name}`)
    document.title = left > 0 ? t('app.windowTitleBusy', { left, screen }) : t('app.windowTitle', { screen })
  }, [t, name, left])
}
