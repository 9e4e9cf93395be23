import { DatabaseBackup, FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { Button, Notice, toast } from '../ui'
import { Section } from './Section'
import { SettingRow } from './SettingRow'
import { useSettings } from './useSettings'

/** Where the files lie. */
export function LibrarySection() {
  const { t } = useTranslation()
  const surroundings = useSettings((state) => state.surroundings)
  const choose = async () => {
    try {
      const changed = await request('settings.chooseLibraryFolder')
      if (changed === null) return
      useSettings.setState({ surroundings: changed })
      toast(t('settings.library.changed', { folder: changed.libraryFolder }), { tone: 'ok' })
    } catch (error) {
      toastFailure(error)
    }
  }
  const rebuild = async () => {
    try {
      await request('library.rebuild')
      toast(t('settings.library.rebuilding'))
    } catch (error) {
      toastFailure(error)
    }
  }
  if (surroundings === null) return null
  return (
    <Section id="library">
      <SettingRow label={t('settings.library.folder')} hint={t('settings.library.hint')}>
        <span className="font-mono text-small wrap-anywhere" data-selectable>{surroundings.libraryFolder}</span>
        {surroundings.libraryFolderIsDefault ? <span className="text-small text-text-3">{t('settings.library.default')}</span> : null}
      </SettingRow>
      {surroundings.libraryProblem ? <Notice tone="error">{t(`settings.library.${surroundings.libraryProblem}`)}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void choose()}>{t('settings.library.change')}</Button>
        <Button variant="ghost" icon={FolderOpen} onClick={() => request('settings.showLibraryFolder').catch(toastFailure)}>{t('settings.library.show')}</Button>
      </div>
      <div className="flex flex-col items-start gap-1">
        <Button icon={DatabaseBackup} onClick={() => void rebuild()}>{t('settings.library.rebuild')}</Button>
        <span className="text-label text-pretty text-text-3">{t('settings.library.rebuildHint')}</span>
      </div>
    </Section>
  )
}
