import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { referenceInputSchema } from '../../src-shared/job'
import { Button, Dialog, Field, TextField } from '../ui'


/** Asks for an address that the server will fetch. */
export function AddressDialog({ onAdd, onClose }: { onAdd: (url: string) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [url, setUrl] = useState('')
  const [wrong, setWrong] = useState(false)
  const submit = () => {
    const address = url.trim()
    if (!referenceInputSchema.shape.source.safeParse({ kind: 'address', url: address }).success) {
      setWrong(true)
      return
    }
    onAdd(address)
    onClose()
  }
  return (
    <Dialog
      title={t('create.addressTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button variant="primary" onClick={submit}>{t('create.addAddress')}</Button>
        </>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Field label={t('create.address')} hint={t('create.addressHint')} error={wrong ? t('create.addressWrong') : null}>
          <TextField
            type="url"
            value={url}
            placeholder="https://"
            onChange={(text) => {
              setUrl(text)
              setWrong(false)
            }}
          />
        </Field>
      </form>
    </Dialog>
  )
}
