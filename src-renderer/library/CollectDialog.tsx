import { Folder, FolderPlus } from 'lucide-react'
import { Command } from 'cmdk'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, useFormat } from '../ui'
import { collect, createCollection, pathOf, useCollections } from './collections'
import type { Targets } from './itemActions'

const lineClasses = 'flex h-8 items-center gap-2 rounded-control px-2 data-[selected=true]:bg-hover'

/** Puts items into a collection, found by typing, or into a new one of that name. */
export function CollectDialog({ targets, onClose }: { targets: Targets; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const collections = useCollections((state) => state.collections) ?? []
  const [text, setText] = useState('')
  const manual = collections.filter(({ kind }) => kind === 'manual')
  const wanted = text.trim()
  const exists = manual.some(({ name }) => name.toLocaleLowerCase() === wanted.toLocaleLowerCase())
  return (
    <Dialog title={t('library.collection.add', { count: targets.length })} onClose={onClose}>
      <Command label={t('library.collection.add', { count: targets.length })} loop className="flex flex-col gap-2 p-0.5">
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={t('library.collection.seek')}
          className="h-8 w-full rounded-control border border-border bg-app px-2 text-body"
        />
        <Command.List className="h-72 overflow-y-auto">
          {manual.map((collection) => (
            <Command.Item
              key={collection.id}
              value={`${pathOf(collection, collections)} ${collection.id}`}
              onSelect={() => {
                collect(collection, targets)
                onClose()
              }}
              className={lineClasses}
            >
              <Folder size={16} strokeWidth={1.75} aria-hidden className="flex-none text-text-3" />
              <span className="min-w-0 grow truncate">{pathOf(collection, collections)}</span>
              <span className="text-label text-text-3 tabular-nums">{format.whole(collection.count)}</span>
            </Command.Item>
          ))}
          {wanted !== '' && !exists ? (
            <Command.Item
              forceMount
              value={`new ${wanted}`}
              onSelect={() => {
                createCollection({ kind: 'manual', name: wanted, parentId: null }, (id) => collect({ id, name: wanted }, targets))
                onClose()
              }}
              className={lineClasses}
            >
              <FolderPlus size={16} strokeWidth={1.75} aria-hidden className="flex-none text-text-3" />
              <span className="truncate">{t('library.collection.create', { name: wanted })}</span>
            </Command.Item>
          ) : null}
          {manual.length === 0 && wanted === '' ? <p className="p-2 text-small text-text-3">{t('library.collection.first')}</p> : null}
        </Command.List>
      </Command>
    </Dialog>
  )
}
