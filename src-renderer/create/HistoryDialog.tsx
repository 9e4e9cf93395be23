import { History, Search, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { Dialog, EmptyState, IconButton, TextField } from '../ui'
import { edit } from './useDrafts'
import { refreshHistory } from './useHistory'

const mostShown = 200

/** Prompts that were used, found by their words. */
export function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [prompts, setPrompts] = useState<string[] | null>(null)
  useEffect(() => {
    let current = true
    const timer = setTimeout(() => request('create.history', search, mostShown).then((found) => current && setPrompts(found), toastFailure), search === '' ? 0 : 120)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [search])
  const forget = async (prompt: string) => {
    setPrompts((all) => all?.filter((one) => one !== prompt) ?? null)
    await request('create.forgetPrompt', prompt).catch(toastFailure)
    refreshHistory()
  }
  return (
    <Dialog title={t('compose.history.title')} width={640} onClose={onClose}>
      <TextField icon={Search} aria-label={t('compose.history.search')} placeholder={t('compose.history.search')} value={search} onChange={setSearch} />
      <div className="mt-2 h-96 overflow-y-auto" tabIndex={-1}>
        {prompts?.length === 0 ? <EmptyState icon={History}>{t(search === '' ? 'compose.history.empty' : 'compose.history.nothing')}</EmptyState> : null}
        <ul className="flex flex-col">
          {prompts?.map((prompt) => (
            <li key={prompt} className="flex items-start gap-1 border-b border-hairline py-1">
              <button
                type="button"
                onClick={() => {
                  edit({ prompt })
                  onClose()
                }}
                className="min-w-0 grow rounded-control px-2 py-1 text-left hover:bg-hover"
              >
                <span className="line-clamp-2 wrap-anywhere">{prompt}</span>
              </button>
              <IconButton icon={X} size={24} label={t('compose.history.forget')} onClick={() => void forget(prompt)} className="mt-0.5" />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
