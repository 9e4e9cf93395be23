import { useMemo } from 'react'
import { useSettings } from '../settings'
import type { AccountInUse } from './actions'

/** The account that jobs are sent to right now; null while the keychain or the sandbox has not answered. */
export function useAccountInUse(): AccountInUse | null {
  const id = useSettings((state) => state.account?.accountId ?? '')
  const sandbox = useSettings((state) => state.account?.kind === 'sandbox')
  return useMemo(() => (id === '' ? null : { id, sandbox }), [id, sandbox])
}
