import type { MediaItem } from '../../src-shared/media'
import { AudioView } from './player/AudioView'
import { CannotShow } from './player/CannotShow'
import { ImageView } from './player/ImageView'
import { VideoView } from './player/VideoView'

/** An item shown large, as its kind asks for. */
export function MediaView({ item }: { item: MediaItem }) {
  if (item.missing) return <CannotShow item={item} />
  switch (item.kind) {
    case 'image':
      return <ImageView item={item} />
    case 'video':
      return <VideoView item={item} />
    case 'audio':
      return <AudioView item={item} />
  }
}
