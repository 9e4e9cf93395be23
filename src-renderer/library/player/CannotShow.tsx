import { FolderOpen, Scissors } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../../src-shared/media'
import { openScreen } from '../../shell'
import { Button, ErrorState } from '../../ui'
import { downloadAgain, showInFolder } from '../itemActions'

const titles = {
  image: 'library.player.cannotShowImage', video: 'library.player.cannotDecode', audio: 'library.player.cannotPlaySound',
} as const

/** What the player cannot decode, with what can be done; a file that is missing says that instead. */
export function CannotShow({ item }: { item: MediaItem }) {
  const { t } = useTranslation()
  if (item.missing) {
    const canFetch = item.remoteId !== null
    return (
      <ErrorState
        title={t('library.inspector.missingTitle')}
        action={canFetch ? <Button onClick={() => downloadAgain(item.id)}>{t('library.action.downloadAgain')}</Button> : null}
      >
        {t(canFetch ? 'library.inspector.missingText' : 'library.inspector.missingLocal')}
      </ErrorState>
    )
  }
  const codec = item.videoCodec ?? item.audioCodec ?? item.container
  return (
    <ErrorState
      title={t(titles[item.kind], { codec })}
      action={
        <>
          {item.kind === 'image' ? null : <Button icon={Scissors} onClick={() => openScreen({ name: 'trim', itemId: item.id })}>{t('library.player.toTrimmer')}</Button>}
          <Button icon={FolderOpen} onClick={() => showInFolder(item.id)}>{t('library.action.show')}</Button>
        </>
      }
    >
      {t(item.kind === 'image' ? 'library.player.cannotShowImageHint' : 'library.player.cannotDecodeHint')}
    </ErrorState>
  )
}
