import { Download, FolderOpen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../src-shared/media'
import { Button, Notice } from '../ui'
import { downloadAgain, showInFolder } from './itemActions'

/** What keeps an item from being used as it is, and the way out. */
export function ProblemNotice({ item }: { item: MediaItem }) {
  const { t } = useTranslation()
  switch (item.problem) {
    case null:
      return null
    case 'missing':
      return (
        <Notice
          tone="warn"
          title={t('library.inspector.missingTitle')}
          action={item.remoteId === null ? null : <Button size={24} icon={Download} onClick={() => downloadAgain(item.id)}>{t('library.action.downloadAgain')}</Button>}
        >
          {t(item.remoteId === null ? 'library.inspector.missingLocal' : 'library.inspector.missingText')}
        </Notice>
      )
    case 'unreadable':
    case 'changed':
      return (
        <Notice
          tone="warn"
          title={t(`library.inspector.${item.problem}Title`)}
          action={<Button size={24} icon={FolderOpen} onClick={() => showInFolder(item.id)}>{t('library.action.show')}</Button>}
        >
          {t(`library.inspector.${item.problem}Text`)}
        </Notice>
      )
  }
}
