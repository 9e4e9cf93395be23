export { accountId, openAccounts, sandboxAccountId, type Account, type Accounts, type RunningSandbox } from './accounts'
export { openKeychain, type Keychain } from './credentials'
export { settingsHandlers, type SettingsPlatform } from './handlers'
export { checkEndpoint, openSettings, type SettingsFile, type SettingsStore } from './store'
