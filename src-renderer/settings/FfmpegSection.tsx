import { useTranslation } from 'react-i18next'
import type { Surroundings } from '../../src-shared/settings'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { Button, Notice, toast } from '../ui'
import { Section } from './Section'
import { SettingRow } from './SettingRow'
import { useSettings } from './useSettings'

/** Which ffmpeg cuts and makes thumbnails. */
export function FfmpegSection() {
  const { t } = useTranslation()
  const surroundings = useSettings((state) => state.surroundings)
  const change = async (ask: () => Promise<Surroundings | null>) => {
    try {
      const changed = await ask()
      if (changed === null) return
      useSettings.setState({ surroundings: changed })
      if (changed.ffmpeg) toast(t('settings.ffmpeg.changed', { version: changed.ffmpeg.version }), { tone: 'ok' })
    } catch (error) {
      toastFailure(error)
    }
  }
  if (surroundings === null) return null
  const { ffmpeg, ffmpegPathSet } = surroundings
  return (
    <Section id="ffmpeg">
      {ffmpeg ? (
        <SettingRow label={t('settings.ffmpeg.label')} hint={t('settings.ffmpeg.hint')}>
          <span className="font-medium">{t('settings.ffmpeg.version', { version: ffmpeg.version })}</span>
          <span className="text-small text-text-2">{t(`settings.ffmpeg.places.${ffmpeg.place}`)}</span>
          <span className="w-full font-mono text-label wrap-anywhere text-text-3" data-selectable>{ffmpeg.path}</span>
        </SettingRow>
      ) : (
        <Notice tone="error">{t('settings.ffmpeg.none')}</Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void change(() => request('settings.chooseFfmpeg'))}>{t('settings.ffmpeg.choose')}</Button>
        {ffmpegPathSet ? <Button variant="ghost" onClick={() => void change(() => request('settings.forgetFfmpeg'))}>{t('settings.ffmpeg.forget')}</Button> : null}
      </div>
    </Section>
  )
}
