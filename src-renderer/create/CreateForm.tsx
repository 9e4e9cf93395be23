import { useEffect, useState, type ClipboardEvent, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { generationTypes } from '../../src-shared/provider'
import { useCommand } from '../shell'
import { Field, Segmented, TextField } from '../ui'
import { AddBar } from './AddBar'
import { AutomaticPriority } from './AutomaticPriority'
import { ModelChooser } from './ModelChooser'
import { ModelNotices } from './ModelNotices'
import { OptionFields } from './OptionFields'
import { PromptField } from './PromptField'
import { References } from './References'
import { TextInputs } from './TextInputs'
import { ToolBar } from './ToolBar'
import { chooseType, currentDraft, edit, useDrafts } from './useDrafts'
import { useEnqueue } from './useEnqueue'
import { useFollowPreview } from './usePreview'
import { useReferences } from './useReferences'

/** What is to be made: everything the model asks for, and what it will cost. */
export function CreateForm() {
  const { t } = useTranslation()
  const type = useDrafts((state) => state.type)
  const batchName = useDrafts((state) => currentDraft(state).batchName)
  const { busy, problems, add, addFirst } = useEnqueue()
  const references = useReferences()
  useFollowPreview()
  const [over, setOver] = useState(false)
  useCommand('create.add', add)
  useCommand('create.addFirst', addFirst)

  // A drag that ends elsewhere leaves no event here.
  useEffect(() => {
    const end = () => setOver(false)
    window.addEventListener('dragend', end)
    window.addEventListener('drop', end)
    return () => {
      window.removeEventListener('dragend', end)
      window.removeEventListener('drop', end)
    }
  }, [])
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    if (event.dataTransfer.files.length > 0) void references.drop([...event.dataTransfer.files])
  }
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    void references.paste([...event.clipboardData.files])
  }
  return (
    <form
      aria-label={t('create.form')}
      noValidate
      onSubmit={(event) => event.preventDefault()}
      onPaste={onPaste}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={onDrop}
      className="relative flex min-h-0 grow flex-col"
    >
      <h1 className="sr-only">{t('create.title')}</h1>
      <div className="flex flex-none items-center gap-1 px-3 pt-3">
        <Segmented
          label={t('create.type')}
          value={type}
          onChange={chooseType}
          options={generationTypes.map((value) => ({ value, label: t(`models.types.${value}`) }))}
        />
        <span className="grow" />
        <ToolBar />
      </div>
      <div className="flex min-h-0 grow flex-col gap-4 overflow-y-auto p-3">
        <PromptField error={problems?.prompt ? t('create.problems.prompt') : null} />
        <div className="flex flex-col gap-2">
          <ModelChooser />
          <ModelNotices />
          <AutomaticPriority />
        </div>
        <OptionFields problems={problems?.options ?? null} />
        <TextInputs />
        <References references={references} />
        <Field label={t('create.batchName')} aside={t('app.optional')}>
          <TextField value={batchName} maxLength={200} onChange={(text) => edit({ batchName: text })} />
        </Field>
      </div>
      <AddBar busy={busy} onAdd={add} onAddFirst={addFirst} />
      {over ? (
        <div className="pointer-events-none absolute inset-2 z-20 flex items-center justify-center rounded-panel border-2 border-dashed border-focus bg-panel/90 text-section font-medium">
          {t('create.dropNow')}
        </div>
      ) : null}
    </form>
  )
}
