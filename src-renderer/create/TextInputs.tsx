import { useTranslation } from 'react-i18next'
import { useOptionLabel } from '../models'
import { Field, TextField } from '../ui'
import { textInputs } from './inputs'
import { currentDraft, edit, useDrafts } from './useDrafts'
import { useChosenModel } from './useModel'

/** Further words that the API takes beside the prompt. */
export function TextInputs() {
  const { t } = useTranslation()
  const labelOf = useOptionLabel()
  const type = useDrafts((state) => state.type)
  const inputs = useDrafts((state) => currentDraft(state).inputs)
  const { provider } = useChosenModel()
  const names = [...new Set([...textInputs(type, provider), ...Object.keys(inputs)])]
  return names.map((name) => (
    <Field key={name} label={labelOf(name)} aside={t('app.optional')}>
      <TextField
        value={inputs[name] ?? ''}
        maxLength={20_000}
        onChange={(text) =>
          edit((draft) => {
            const { [name]: _before, ...rest } = draft.inputs
            return { inputs: text === '' ? rest : { ...rest, [name]: text } }
          })
        }
      />
    </Field>
  ))
}
