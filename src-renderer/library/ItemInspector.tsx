import { FlaskConical, Heart, Play, Repeat2, RotateCcw, Scissors, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { MediaItem } from '../../src-shared/media'
import { openScreen, useShortcut } from '../shell'
import { Button, Chip, IconButton, Notice, Properties, Rating, useFormat } from '../ui'
import { deleteForGood, rate, restore, setFavourite } from './itemActions'
import { ItemMore } from './ItemMore'
import { ItemThumb } from './ItemThumb'
import { ItemTitle } from './ItemTitle'
import { LineageLinks } from './LineageLinks'
import { NoteField } from './NoteField'
import { PickButtons } from './PickButtons'
import { ProblemNotice } from './ProblemNotice'
import { recall } from './remix'
import { TagsField } from './TagsField'
import { useItemProperties } from './useItemProperties'

/** One item: picture, title, what can be done, how it was judged and made, and what it is related to. */
export function ItemInspector({ item, preview }: { item: MediaItem; preview: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const properties = useItemProperties(item)
  const trimKeys = useShortcut('library.trim')
  const remixKeys = useShortcut('library.remix')
  const heartKeys = useShortcut('library.favourite')
  const trashed = item.trashedAt !== null
  return (
    <div className="flex min-h-0 grow flex-col overflow-y-auto">
      {preview ? (
        <button
          type="button"
          aria-label={t('library.action.open')}
          onClick={() => openScreen({ name: 'viewer', itemId: item.id })}
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
              <Button icon={RotateCcw} onClick={() => restore([item.id])}>{t('library.action.restore')}</Button>
              <Button variant="danger" icon={Trash2} onClick={() => deleteForGood([item.id])}>{t('library.action.deleteForGood')}</Button>
            </>
          ) : (
            <>
              {item.kind === 'image' ? null : (
                <Button icon={Scissors} title={trimKeys ?? undefined} disabled={item.missing} onClick={() => openScreen({ name: 'trim', itemId: item.id })}>{t('library.action.trim')}</Button>
              )}
              {item.type === null ? null : <Button icon={Repeat2} title={remixKeys ?? undefined} onClick={() => recall(item.id, 'remix')}>{t('library.action.remix')}</Button>}
              <span className="ml-auto flex items-center gap-1">
                <IconButton
                  icon={Heart}
                  fill
                  pressed={item.favourite}
                  shortcut={heartKeys}
                  label={t(item.favourite ? 'library.action.notFavourite' : 'library.action.favourite')}
                  onClick={() => setFavourite([item.id], !item.favourite)}
                />
                <ItemMore item={item} />
              </span>
            </>
          )}
        </div>
        {item.trashedAt === null ? null : <Notice tone="info">{t('library.inspector.trashedText', { date: format.date(item.trashedAt) })}</Notice>}
        <ProblemNotice item={item} />
        {item.canceledTooLate ? <Notice tone="info">{t('library.tooLate')}</Notice> : null}
        <ItemTitle item={item} />
        {trashed ? null : (
          <div className="flex items-center justify-between">
            <Rating label={t('library.inspector.rating')} value={item.rating} onChange={(rating) => rate([item.id], rating)} />
            <PickButtons pick={item.pick} targets={[item.id]} />
          </div>
        )}
        <p className="text-small leading-4.5 text-pretty wrap-anywhere whitespace-pre-wrap text-text" data-selectable>
          {item.prompt || <span className="text-text-3">{t('library.inspector.noPrompt')}</span>}
        </p>
        <TagsField item={item} />
        <Properties rows={properties} />
        <LineageLinks item={item} />
        <NoteField item={item} />
        {item.sandbox ? <div><Chip icon={FlaskConical}>{t('library.sandbox')}</Chip></div> : null}
      </div>
    </div>
  )
}
