import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toAppError } from '../../src-shared/errors'
import { request } from '../ipc'
import { errorText } from '../shell'

export type KeyFinding = { tone: 'ok' | 'warn' | 'error'; text: string }

/**
 * A key that is typed: checked against the API by a free question, then stored. What cannot be checked (no network) may be stored
 * all the same; what was refused is not.
 */
export function useKeyEntry() {
  const { t } = useTranslation()
  const [key, setKey] = useState('')
  const [busy, setBusy] = useState<'save' | 'test' | null>(null)
  const [finding, setFinding] = useState<KeyFinding | null>(null)
  const [unchecked, setUnchecked] = useState(false)

  const store = async (): Promise<boolean> => {
    const account = await request('settings.setKey', key.trim())
    setKey('')
    setUnchecked(false)
    setFinding({ tone: account.keyPlace === 'run' ? 'warn' : 'ok', text: t(account.keyPlace === 'run' ? 'settings.key.savedRun' : 'settings.key.saved') })
    return true
  }
  /** Tests a key, `null` the stored one; tells whether it was accepted. */
  const check = async (wanted: string | null): Promise<boolean> => {
    const { accepted, host, models } = await request('settings.testKey', wanted)
    setFinding(
      accepted ? { tone: 'ok', text: t('settings.key.accepted', { host, count: models ?? 0 }) } : { tone: 'error', text: t('settings.key.refused', { host }) },
    )
    return accepted
  }
  const guarded = async (what: 'save' | 'test', action: () => Promise<boolean>): Promise<boolean> => {
    setBusy(what)
    setFinding(null)
    setUnchecked(false)
    try {
      return await action()
    } catch (thrown) {
      const error = toAppError(thrown)
      const reason = errorText(t, error.facts)
      setFinding(error.code === 'unauthorized' ? { tone: 'error', text: reason } : { tone: 'warn', text: t('settings.key.unchecked', { reason }) })
      setUnchecked(what === 'save' && error.code !== 'unauthorized')
      return false
    } finally {
      setBusy(null)
    }
  }
  return {
    key,
    busy,
    finding,
    unchecked,
    type: (text: string) => {
      setKey(text)
      setFinding(null)
      setUnchecked(false)
    },
    /** Checks and stores; tells whether it is stored. */
    save: async (): Promise<boolean> => {
      if (key.trim() === '') {
        setFinding({ tone: 'error', text: t('settings.key.empty') })
        return false
      }
      return guarded('save', async () => (await check(key.trim())) && (await store()))
    },
    saveAnyway: () => guarded('save', store),
    test: () => guarded('test', () => check(null)),
    say: setFinding,
  }
}
