import { Component, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, ErrorState } from '../ui'
import { openScreen } from './screen'

function Broken({ onAgain }: { onAgain: () => void }) {
  const { t } = useTranslation()
  return (
    <ErrorState
      title={t('app.broken')}
      action={
        <>
          <Button variant="primary" onClick={onAgain}>{t('app.brokenAgain')}</Button>
          <Button onClick={() => openScreen({ name: 'queue' })}>{t('app.commands.screen.queue')}</Button>
        </>
      }
    >
      {t('app.brokenHint')}
    </ErrorState>
  )
}

/** Keeps a screen that broke from taking the others with it. */
export class ScreenBoundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    return this.state.broken ? <Broken onAgain={() => this.setState({ broken: false })} /> : this.props.children
  }
}
