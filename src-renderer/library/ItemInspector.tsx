import { Copy, Download, Ellipsis, FlaskConical, FolderOpen, Heart, Play, Repeat2, RotateCcw, Scissors, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../src-shared/media'
import { openScreen, useShortcut } from '../shell'
import { Button, Chip, IconButton, Menu, Notice, Properties, Rating, useFormat, type MenuEntry } from '../ui'
import { ItemThumb } from './ItemThumb'
import { ItemTitle } from './ItemTitle'
import { LineageLinks } from './LineageLinks'
import { useItemActions } from './useItemActions'
import { useItemProperties } from './useItemProperties'
import { useLibrary } from './useLibrary'

/** One item: picture, title, what can be done, how it was made, and what it is related to. */
export function ItemInspector({ item, preview }: { item: MediaItem; preview: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const actions = useItemActions()
  const properties = useItemProperties(item)
  const trimKeys = useShortcut('library.trim')
  const heartKeys = useShortcut('library.favourite')
  const trashed = item.trashedAt !== null
  const more: MenuEntry[] = [
    { label: t('library.action.show'), icon: FolderOpen, disabled: item.missing, onSelect: () => actions.showInFolder(item.id) },
    { label: t('library.action.copyPrompt'), icon: Copy, disabled: item.prompt === '', onSelect: () => actions.copyPrompt(item.prompt) },
    'separator',
    { label: t('library.action.trash'), icon: Trash2, danger: true, onSelect: () => actions.trash([item.id]) },
  ]
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto">
      {preview ? (
        <button
          type="button"
          aria-label={t('library.action.open')}
          onClick={() => openScreen({ name: 'viewer', itemId: item.id, ids: useLibrary.getState().ids })}
          className="group relative h-45 flex-none bg-well -outline-offset-2"
        >
          <ItemThumb id={item.id} kind={item.kind} revision={item.previewRevision} size={1024} fit="contain" className="size-full" />
          {item.kind === 'image' ? null : (
            <span aria-hidden className="absolute inset-0 m-auto flex size-11 items-center justify-center rounded-full bg-badge text-white group-hover:bg-black">
              <Play size={18} strokeWidth={1.75} />
            </span>
          )}
        </button>
      ) : null}
      <div className="flex flex-col gap-3 p-3">
        <div className="flex flex-wrap items-center gap-1">
          {trashed ? (
            <>
              <Button icon={RotateCcw} onClick={() => actions.restore([item.id])}>{t('library.action.restore')}</Button>
              <Button variant="danger" icon={Trash2} onClick={() => actions.deleteForGood([item.id])}>{t('library.action.deleteForGood')}</Button>
            </>
          ) : (
            <>
              {item.kind === 'image' ? null : (
                <Button icon={Scissors} title={trimKeys ?? undefined} disabled={item.missing} onClick={() => actions.trim(item.id)}>{t('library.action.trim')}</Button>
              )}
              {item.type === null ? null : <Button icon={Repeat2} onClick={() => actions.remix(item)}>{t('library.action.remix')}</Button>}
              <span className="ml-auto flex items-center gap-1">
                <IconButton
                  icon={Heart}
                  fill
                  pressed={item.favourite}
                  shortcut={heartKeys}
                  label={t(item.favourite ? 'library.action.notFavourite' : 'library.action.favourite')}
                  onClick={() => actions.setFavourite([item.id], !item.favourite)}
                />
                <Menu entries={more} trigger={<IconButton icon={Ellipsis} label={t('library.action.more')} />} />
              </span>
            </>
          )}
        </div>
        {trashed && item.trashedAt !== null ? <Notice tone="info">{t('library.inspector.trashedText', { date: format.date(item.trashedAt) })}</Notice> : null}
        {item.missing ? (
          <Notice
            tone="warn"
            title={t('library.inspector.missingTitle')}
            action={
              item.remoteId === null ? null : <Button size={24} icon={Download} onClick={() => actions.downloadAgain(item.id)}>{t('library.action.downloadAgain')}</Button>
            }
          >
            {t(item.remoteId === null ? 'library.inspector.missingLocal' : 'library.inspector.missingText')}
          </Notice>
        ) : null}
        {item.canceledTooLate ? <Notice tone="info">{t('library.tooLate')}</Notice> : null}
        <ItemTitle item={item} />
        <p className="text-small leading-4.5 text-pretty whitespace-pre-wrap text-text" data-selectable>
          {item.prompt || <span className="text-text-3">{t('library.inspector.noPrompt')}</span>}
        </p>
        <Properties rows={properties} />
        <div className="flex items-center gap-3 text-small">
          <span className="w-24 flex-none text-text-3">{t('library.inspector.rating')}</span>
          <Rating label={t('library.inspector.rating')} value={item.rating} onChange={(rating) => actions.rate([item.id], rating)} />
        </div>
        <LineageLinks item={item} />
        {item.sandbox ? <div><Chip icon={FlaskConical}>{t('library.sandbox')}</Chip></div> : null}
      </div>
    </div>
  )
}
