import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui'
import { MediaView } from './MediaView'
import { choose } from './useGridCommands'
import { useItem } from './useItem'
import { neighbour, useLibrary } from './useLibrary'
import { useLibraryRows } from './useRows'

const none: number[] = []

/** A large look at the active item, over the grid; Space or Escape ends it, arrows go on. */
export function QuickLook({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const active = useLibrary((library) => library.selection.active)
  const numbers = useLibrary((library) => library.numbers)
  const [row] = useLibraryRows(useMemo(() => (active === null ? none : [active]), [active]))
  const { item } = useItem(row?.id ?? null)
  const stage = useRef<HTMLDivElement>(null)
  // After the dialog has opened and taken the focus.
  useEffect(() => stage.current?.focus(), [])
  const go = (step: 1 | -1) => {
    const next = active === null ? null : neighbour(numbers, active, step)
    if (next !== null) choose(next)
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
