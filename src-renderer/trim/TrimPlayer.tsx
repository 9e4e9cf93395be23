import { useTranslation } from 'react-i18next'
import { mediaUrl } from '../../src-shared/media'
import { Notice } from '../ui'
import type { Workbench } from './useWorkbench'

/** The picture at the playhead; for sound only the element that plays. */
export function TrimPlayer({ bench }: { bench: Workbench }) {
  const { t } = useTranslation()
  const { item, source, player } = bench
  const address = mediaUrl.item(item.id)
  if (!source.hasVideo) {
    return (
      <div className="flex min-h-0 grow items-center justify-center px-15">
        <p className="line-clamp-4 max-w-160 text-center text-section text-pretty text-text-2">{item.prompt || item.title}</p>
        <audio ref={player.attach} src={address} preload="auto" />
      </div>
    )
  }
  return (
    <div className="relative mx-15 min-h-0 grow max-lg:mx-4">
      <video ref={player.attach} src={address} preload="auto" playsInline disablePictureInPicture onClick={bench.togglePlay} className="absolute inset-0 size-full object-contain" />
      {player.failed ? (
        <div className="absolute inset-x-0 top-2">
          <Notice tone="warn">{t('trim.player.cannotDecode', { codec: source.videoCodec ?? source.container })}</Notice>
        </div>
      ) : null}
    </div>
  )
}
