import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { settingsPatchSchema, vendorEndpoint } from '../../src-shared/settings'
import { toastFailure } from '../shell'
import { Button, ConfirmDialog, Field, TextField, toast } from '../ui'
import { changeSettings, useSettings } from './useSettings'

/** Where requests go. Changing it asks first while a key is in use, because a key belongs to its endpoint. */
export function EndpointField() {
  const { t } = useTranslation()
  const endpoint = useSettings((state) => state.settings.endpoint)
  const hasKey = useSettings((state) => state.account?.kind === 'key')
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState(false)
  const [wanted, setWanted] = useState<string | null>(null)

  const change = async (next: string) => {
    setWanted(null)
    try {
      await changeSettings({ endpoint: next })
      setTyped(null)
      toast(t('settings.endpoint.saved', { host: new URL(next).host }), { tone: 'ok' })
    } catch (error) {
      toastFailure(error)
    }
  }
  const ask = (next: string) => {
    if (next === endpoint) return setTyped(null)
    if (!settingsPatchSchema.safeParse({ endpoint: next }).success) return setWrong(true)
    if (hasKey) setWanted(next)
    else void change(next)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (typed !== null) ask(typed.trim())
      }}
      className="flex flex-col gap-3 border-t border-hairline pt-4"
    >
      <Field label={t('settings.endpoint.label')} hint={t('settings.endpoint.hint')} error={wrong ? t('settings.endpoint.wrong') : null}>
        <TextField
          type="url"
          mono
          value={typed ?? endpoint}
          onChange={(text) => {
            setTyped(text)
            setWrong(false)
          }}
          className="max-w-104"
        />
      </Field>
      {typed !== null || endpoint !== vendorEndpoint ? (
        <div className="flex flex-wrap gap-2">
          {typed !== null ? <Button type="submit">{t('settings.endpoint.save')}</Button> : null}
          {endpoint !== vendorEndpoint ? (
            <Button variant="ghost" icon={RotateCcw} onClick={() => ask(vendorEndpoint)}>{t('settings.endpoint.reset')}</Button>
          ) : null}
        </div>
      ) : null}
      {wanted !== null ? (
        <ConfirmDialog title={t('settings.endpoint.changeTitle')} confirmLabel={t('settings.endpoint.save')} onConfirm={() => void change(wanted)} onClose={() => setWanted(null)}>
          {t('settings.endpoint.changeText', { host: new URL(wanted).host, before: new URL(endpoint).host })}
        </ConfirmDialog>
      ) : null}
    </form>
  )
}
