import { Flag, FlagOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PickFlag } from '../../src-shared/media'
import { useShortcut } from '../shell'
import { IconButton } from '../ui'
import { setPick, type Targets } from './itemActions'

/** Kept or thrown out; pressing it again takes it back. `pick` is null where the chosen ones differ. */
export function PickButtons({ pick, targets }: { pick: PickFlag | null; targets: Targets }) {
  const { t } = useTranslation()
  const keys = { pick: useShortcut('library.pick'), reject: useShortcut('library.reject') }
  return (
    <div role="group" aria-label={t('library.pick.label')} className="flex gap-1">
      <IconButton icon={Flag} fill pressed={pick === 'pick'} shortcut={keys.pick} label={t('library.action.pick')} onClick={() => setPick(targets, pick === 'pick' ? 'none' : 'pick')} />
      <IconButton icon={FlagOff} pressed={pick === 'reject'} shortcut={keys.reject} label={t('library.action.reject')} onClick={() => setPick(targets, pick === 'reject' ? 'none' : 'reject')} />
    </div>
  )
}
