import { ArrowLeft, Scissors } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { ItemId, MediaItem } from '../../src-shared/media'
import type { TrimSource } from '../../src-shared/trim'
import { useItem } from '../library'
import { errorText, goBack, openScreen, SidePanel, useCommand } from '../shell'
import { Button, EmptyState, ErrorState, IconButton, Skeleton, useFormat } from '../ui'
import { ExportPanel } from './ExportPanel'
import { Timeline } from './Timeline'
import { Transport } from './Transport'
import { TrimPlayer } from './TrimPlayer'
import { useTrimSource } from './useTrimSource'
import { followTrims } from './useTrims'
import { useWorkbench, type Workbench } from './useWorkbench'

interface TrimScreenProps {
  itemId: ItemId
}

const back = () => goBack({ name: 'library' })

/** The trimmer: picture, timeline, and the cut. */
export function TrimScreen({ itemId }: TrimScreenProps) {
  const { t } = useTranslation()
  const { item, error: itemError } = useItem(itemId)
  const { source, error: sourceError, again } = useTrimSource(itemId)
  const error = itemError ?? sourceError
  useEffect(followTrims, [])
  useCommand('app.back', back)
  if (item?.kind === 'image') {
    return <EmptyState icon={Scissors} action={<Button onClick={() => openScreen({ name: 'library' })}>{t('trim.toLibrary')}</Button>}>{t('trim.notCuttable')}</EmptyState>
  }
  if (error) {
    return (
      <ErrorState title={t('trim.failed')} action={<><Button onClick={again}>{t('trim.again')}</Button><Button onClick={back}>{t('trim.back')}</Button></>}>
        {errorText(t, error.facts)}
      </ErrorState>
    )
  }
  return item && source ? <Bench key={item.id} item={item} source={source} /> : <Reading />
}

function Reading() {
  const { t } = useTranslation()
  return (
    <div aria-busy aria-label={t('trim.reading')} className="flex min-h-0 grow flex-col gap-3 bg-well p-4">
      <Skeleton className="mx-11 grow" />
      <Skeleton className="h-15" />
      <Skeleton className="h-13" />
    </div>
  )
}

function Bench({ item, source }: { item: MediaItem; source: TrimSource }) {
  const { t } = useTranslation()
  const bench = useWorkbench(item, source)
  useBenchCommands(bench)
  return (
    <div className="flex min-h-0 min-w-0 grow">
      <div className="flex min-h-0 min-w-0 grow flex-col bg-well">
        <TrimHeader bench={bench} />
        <TrimPlayer bench={bench} />
        <Transport bench={bench} />
        <Timeline bench={bench} />
      </div>
      <SidePanel id="trim.export" side="right" label={t('trim.export.title')} initial={320}>
        <ExportPanel bench={bench} />
      </SidePanel>
    </div>
  )
}

function TrimHeader({ bench: { item, source } }: { bench: Workbench }) {
  const { t } = useTranslation()
  const format = useFormat()
  const facts = [
    item.width && item.height ? `${item.width} × ${item.height}` : null,
    source.frameRate === null ? null : t('library.inspector.fps', { rate: format.number(source.frameRate) }),
    (source.videoCodec ?? source.audioCodec)?.toUpperCase() ?? null,
  ].filter((fact) => fact !== null)
  return (
    <header className="flex h-9 flex-none items-center gap-2 px-1.5">
      <IconButton icon={ArrowLeft} label={t('trim.back')} shortcut="Esc" onClick={back} />
      <h1 className="truncate text-body">{item.title}</h1>
      <span className="flex-none text-small text-text-3 tabular-nums">{facts.join(' · ')}</span>
    </header>
  )
}

function useBenchCommands(bench: Workbench): void {
  const { shown, cuts, grid } = bench
  useCommand('player.play', bench.togglePlay)
  useCommand('player.back', () => bench.press('j'))
  useCommand('player.forward', () => bench.press('l'))
  useCommand('player.frameBack', () => bench.show(shown - 1))
  useCommand('player.frameOn', () => bench.show(shown + 1))
  useCommand('player.start', () => bench.show(0))
  useCommand('player.end', () => bench.show(grid.count - 1))
  useCommand('trim.in', () => bench.mark('in'))
  useCommand('trim.out', () => bench.mark('out'))
  useCommand('trim.toIn', () => bench.show(cuts.inPoint))
  useCommand('trim.toOut', () => bench.show(cuts.outPoint - 1))
}
