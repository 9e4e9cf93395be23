import { ArrowLeft, BookmarkPlus, Columns2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemId, MediaItem } from '../../../src-shared/media'
import { goBack, openScreen, SidePanel, useCommand, useShortcut } from '../../shell'
import { Button, EmptyState, IconButton, Segmented, Skeleton, toast } from '../../ui'
import { createCollection } from '../collections'
import { OverLibrary } from '../OverLibrary'
import { useItemCommands } from '../useItemCommands'
import { useItems } from '../useItem'
import { compareItems } from './compare'
import { CompareControls } from './CompareControls'
import { CompareStage, type CompareMode } from './CompareStage'
import { Differences } from './Differences'
import { letterOf } from './letters'
import { useSharedView } from './useSharedView'
import { useStep } from './useStep'

const toLibrary = { name: 'library' } as const
const usualRate = 25

/** Two to four items side by side, zoomed and played alike, with what differs in how they were made. */
export function CompareScreen({ itemIds }: { itemIds: readonly ItemId[] }) {
  const { t } = useTranslation()
  const items = useItems(itemIds)
  const back = () => goBack(toLibrary)
  const backKeys = useShortcut('library.grid')
  useCommand('app.back', back)
  useCommand('library.grid', back)
  const gone = itemIds.length < 2 || (items !== null && items.length < 2)
  return (
    <div className="flex min-h-0 min-w-0 grow">
      <div className="flex min-h-0 min-w-0 grow flex-col bg-well">
        {items === null ? <Skeleton className="m-8 grow" /> : null}
        {gone ? (
          <EmptyState icon={Columns2} action={<Button onClick={back}>{t('library.viewer.back')}</Button>}>{t('library.compare.gone')}</EmptyState>
        ) : null}
        {items === null || gone ? null : <Comparing items={items} backKeys={backKeys} onBack={back} />}
      </div>
      {items === null || gone ? null : (
        <SidePanel id="library.inspector" side="right" label={t('library.inspector.label')} initial={innerWidth < 1200 ? 304 : 320}>
          <Facts items={items} />
        </SidePanel>
      )}
      <OverLibrary />
    </div>
  )
}

function Comparing({ items, backKeys, onBack }: { items: readonly MediaItem[]; backKeys: string | null; onBack: () => void }) {
  const { t } = useTranslation()
  const [mode, setMode] = useState<CompareMode>('side')
  const [chosen, setChosen] = useState(0)
  const shared = useSharedView()
  const step = useStep(items[0]?.frameRate ?? usualRate)
  const active = Math.min(chosen, items.length - 1)
  const item = items[active]!
  const plays = items.some(({ kind }) => kind !== 'image')
  const seen = items.every(({ kind }) => kind !== 'audio')
  const go = (by: number) => setChosen(Math.min(items.length - 1, Math.max(0, active + by)))
  useItemCommands({ targets: [item.id], favourite: item.favourite, pick: item.pick, trashed: item.trashedAt !== null, onJudged: () => go(1) })
  useCommand('library.previous', plays ? null : () => go(-1))
  useCommand('library.next', plays ? null : () => go(1))
  const keep = () => {
    const name = t('library.compare.keptName', { name: items[0]?.title ?? '' }).slice(0, 200)
    createCollection({ kind: 'comparison', name, itemIds: items.map(({ id }) => id) }, () => toast(t('library.done.saved', { name }), { tone: 'ok' }))
  }
  const without = (index: number) => openScreen({ name: 'compare', itemIds: items.filter((_, at) => at !== index).map(({ id }) => id) })
  const overlays = items.length === 2 && seen
  return (
    <>
      <header className="flex h-11 flex-none items-center gap-2 pr-2 pl-1.5">
        <IconButton icon={ArrowLeft} label={t('library.viewer.back')} shortcut={backKeys} onClick={onBack} />
        <h1 className="grow truncate text-body">{t('library.compare.title', { count: items.length })}</h1>
        {overlays ? (
          <Segmented
            label={t('library.compare.mode')}
            value={mode}
            onChange={setMode}
            options={(['side', 'wipe', 'difference'] as const).map((value) => ({ value, label: t(`library.compare.${value}`) }))}
          />
        ) : null}
        <IconButton icon={BookmarkPlus} label={t('library.compare.keep')} onClick={keep} />
      </header>
      <CompareStage
        items={items}
        mode={overlays ? mode : 'side'}
        active={active}
        shared={shared}
        step={step}
        onActivate={setChosen}
        onRemove={items.length > 2 ? without : null}
      />
      <CompareControls count={items.length} plays={plays} moves={items.some(({ kind }) => kind === 'video')} zooms={seen} step={step} shared={shared} />
    </>
  )
}

function Facts({ items }: { items: readonly MediaItem[] }) {
  const { t } = useTranslation()
  const comparison = useMemo(() => compareItems(items), [items])
  return (
    <div className="flex min-h-0 grow flex-col gap-3 overflow-y-auto p-3">
      <h2 className="sr-only">{t('library.inspector.label')}</h2>
      <ul className="flex flex-col gap-1 text-small">
        {items.map((item, index) => (
          <li key={item.id} className="flex items-center gap-2">
            <span className="flex size-5 flex-none items-center justify-center rounded-mark bg-selected text-label font-semibold">{letterOf(index)}</span>
            <span className="min-w-0 truncate">{item.title}</span>
          </li>
        ))}
      </ul>
      {comparison.differs.length === 0 ? <p className="text-small text-text-2">{t('library.compare.alike')}</p> : null}
      <Differences items={items} comparison={comparison} />
    </div>
  )
}
