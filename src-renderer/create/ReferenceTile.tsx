import { AudioLines, Film, Image, Link } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { mediaUrl } from '../../src-shared/media'
import { Badge, Menu, Thumb, type MenuEntry } from '../ui'
import type { DraftReference } from './draft'
import { referenceInputs, type ReferenceInputName } from './inputs'
import { edit } from './useDrafts'

const icons = { image: Image, video: Film, audio: AudioLines }

const isKnown = (input: string): input is ReferenceInputName => (referenceInputs as readonly string[]).includes(input)

/** The references with one moved by a step. */
function moved(references: readonly DraftReference[], index: number, step: -1 | 1): DraftReference[] {
  const next = [...references]
  const [one] = next.splice(index, 1)
  if (one) next.splice(index + step, 0, one)
  return next
}

/** One reference as a picture; its menu says as what it is sent, moves and removes it. */
export function ReferenceTile({ reference, index, count }: { reference: DraftReference; index: number; count: number }) {
  const { t } = useTranslation()
  const word = (input: string) => (isKnown(input) ? t(`create.input.${input}`) : input)
  const change = (change: (references: DraftReference[]) => DraftReference[]) => edit((draft) => ({ references: change(draft.references) }))
  const inputs = [...new Set([...referenceInputs, reference.input])]
  const entries: MenuEntry[] = [
    ...inputs.map((input) => ({
      label: t('create.useAs', { input: word(input) }),
      checked: input === reference.input,
      onSelect: () => change((all) => all.map((other, at) => (at === index ? { ...other, input } : other))),
    })),
    'separator',
    { label: t('create.earlier'), disabled: index === 0, onSelect: () => change((all) => moved(all, index, -1)) },
    { label: t('create.later'), disabled: index === count - 1, onSelect: () => change((all) => moved(all, index, 1)) },
    { label: t('create.remove'), danger: true, onSelect: () => change((all) => all.filter((_, at) => at !== index)) },
  ]
  const kept = reference.source.kind === 'kept' && (reference.kind === 'image' || reference.kind === 'video') ? reference.source.hash : null
  return (
    <Menu
      align="start"
      entries={entries}
      trigger={
        <button
          type="button"
          aria-label={`${t('create.referenceMenu', { name: reference.name })}, ${word(reference.input)}`}
          title={reference.name}
          className="relative block h-14 w-22 overflow-hidden rounded-control"
        >
          <Thumb src={kept === null ? null : mediaUrl.reference(kept)} alt="" icon={reference.kind === null ? Link : icons[reference.kind]} className="size-full" />
          <span className="absolute bottom-1 left-1 flex max-w-20">
            <Badge><span className="truncate">{word(reference.input)}</span></Badge>
          </span>
        </button>
      }
    />
  )
}
