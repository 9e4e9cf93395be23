import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobId, JobRequest } from '../../src-shared/job'
import { providerKey } from '../../src-shared/provider'
import { useModels } from '../models'
import { openScreen, SidePanel, toastFailure } from '../shell'
import { CreateForm } from './CreateForm'
import { recall } from './recall'
import { ResultInspector } from './ResultInspector'
import { Results } from './Results'
import { Tools } from './Tools'
import { leaveEditing, startEditing } from './useEditing'
import { chooseModel, chooseType, loadTemplate } from './useDrafts'

interface CreateScreenProps {
  template?: JobRequest
  /** Only this part of the template; the rest of the draft stays. */
  only?: 'prompt' | 'seed' | 'options'
  edits?: JobId
  /** `TYPE/id`, `TYPE/` for automatic choice. */
  model?: string
}

/** Words in, jobs out; what came of the last ones beside it. */
export function CreateScreen({ template, only, edits, model }: CreateScreenProps) {
  const { t } = useTranslation()
  const taken = useRef<JobRequest | null>(null)
  const catalogue = useModels((state) => state.catalogue)
  useEffect(() => {
    if (template === undefined || taken.current === template) return
    taken.current = template
    if (only === undefined) {
      if (edits === undefined) leaveEditing()
      else startEditing(edits)
      loadTemplate(template).catch(toastFailure)
    } else recall(template, only)
    // Taken once: coming back to this screen later must not undo what was written since.
    openScreen({ name: 'create' })
  }, [template, only, edits])
  useEffect(() => {
    if (model === undefined || catalogue === null) return
    const provider = catalogue.providers.find((candidate) => providerKey(candidate) === model) ?? null
    const type = (['IMAGE', 'VIDEO', 'AUDIO', 'AVATAR'] as const).find((candidate) => model.startsWith(`${candidate}/`))
    if (type) {
      chooseType(type)
      chooseModel(provider)
    }
    openScreen({ name: 'create' })
  }, [model, catalogue])
  return (
    <>
      <SidePanel id="create.left" side="left" label={t('create.form')} initial={400} min={320} max={520}>
        <CreateForm />
      </SidePanel>
      <Results />
      <Tools />
      <ResultInspector />
    </>
  )
}
