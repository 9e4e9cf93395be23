import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui'
import { selectAt } from '../ui/selection'
import { MediaView } from './MediaView'
import { useItem } from './useItem'
import { neighbour, useLibrary } from './useLibrary'

/** A large look at the active item, over the grid; Space or Escape ends it, arrows go on. */
export function QuickLook({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const selection = useLibrary((library) => library.selection)
  const ids = useLibrary((library) => library.ids)
  const { item } = useItem(selection.active)
  const stage = useRef<HTMLDivElement>(null)
  // After the dialog has opened and taken the focus.
  useEffect(() => stage.current?.focus(), [])
  const go = (step: 1 | -1) => {
    const next = selection.active === null ? null : neighbour(ids, selection.active, step)
    if (next !== null) useLibrary.getState().setSelection(selectAt(selection, ids, next))
  }
  return (
    <Dialog bare title={item?.title || t('library.viewer.quickLook')} width={1100} onClose={onClose}>
      <div
        ref={stage}
        onKeyDown={(event) => {
          if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) onClose()
          else if (event.key === 'ArrowRight') go(1)
          else if (event.key === 'ArrowLeft') go(-1)
          else return
          event.preventDefault()
        }}
        tabIndex={-1}
        data-quiet-focus
        className="flex h-[76vh] flex-col bg-well outline-none"
      >
        {item ? <MediaView key={item.id} item={item} /> : null}
      </div>
    </Dialog>
  )
}
