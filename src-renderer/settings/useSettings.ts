import { create } from 'zustand'
import { settingsSchema, type AccountState, type Settings, type SettingsPatch, type Surroundings } from '../../src-shared/settings'
import { on, request } from '../ipc'

interface SettingsState {
  settings: Settings
  account: AccountState | null
  surroundings: Surroundings | null
}

/** The settings, the account and the machine, as main last told them. */
export const useSettings = create<SettingsState>(() => ({ settings: settingsSchema.parse({}), account: null, surroundings: null }))

/** Asks for everything once; the window is painted in the right language and theme from the start. */
export async function loadSettings(): Promise<void> {
  const [settings, account, surroundings] = await Promise.all([
    request('settings.get'),
    request('settings.account'),
    request('app.surroundings'),
  ])
  useSettings.setState({ settings, account, surroundings })
}

export function followSettings(): () => void {
  return on('settings.changed', (facts) => useSettings.setState(facts))
}

/** Changes settings; what main answers is shown. */
export async function changeSettings(patch: SettingsPatch): Promise<void> {
  useSettings.setState({ settings: await request('settings.change', patch) })
}
