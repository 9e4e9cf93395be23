import { AudioLines, Film, Image, type LucideIcon } from 'lucide-react'
import { mediaUrl, type ItemId, type MediaKind } from '../../src-shared/media'
import { Thumb } from '../ui'

export const kindIcons: Record<MediaKind, LucideIcon> = { image: Image, video: Film, audio: AudioLines }

interface ItemThumbProps {
  /** null: which one is not known yet. */
  id: ItemId | null
  kind?: MediaKind
  revision?: number
  size?: 256 | 1024
  alt?: string
  fit?: 'cover' | 'contain'
  className?: string
}

/** The picture of a library item; its kind's icon where there is none. The class gives the size. */
export function ItemThumb({ id, kind = 'image', revision = 0, size = 256, alt = '', fit, className }: ItemThumbProps) {
  return (
    <Thumb
      src={id === null ? null : mediaUrl.thumbnail(id, size, revision)}
      alt={alt}
      icon={kindIcons[kind]}
      {...(fit && { fit })}
      {...(className !== undefined && { className })}
    />
  )
}
