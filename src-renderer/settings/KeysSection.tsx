import { Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { commandIds, keysOf, shownKeys, useKeymap, type CommandGroup } from '../shell'
import { TextField } from '../ui'
import { KeyRow } from './KeyRow'
import { Section } from './Section'

/** Every command with its keys, to be changed one by one. */
export function KeysSection() {
  const { t } = useTranslation()
  const changed = useKeymap((state) => state.changed)
  const [text, setText] = useState('')
  const sought = text.trim().toLowerCase()
  const found = commandIds.filter((id) =>
    [t(`app.commands.${id}`), ...keysOf(id, changed).map((keys) => shownKeys(keys))].join(' ').toLowerCase().includes(sought),
  )
  const groups = [...new Set(found.map((id) => id.slice(0, id.indexOf('.')) as CommandGroup))]
  return (
    <Section id="keys">
      <div className="flex flex-wrap items-center gap-3">
        <p className="min-w-60 grow basis-0 text-small text-pretty text-text-2">{t('settings.keys.hint')}</p>
        <TextField icon={Search} aria-label={t('settings.keys.search')} placeholder={t('settings.keys.search')} value={text} onChange={setText} className="w-56" />
      </div>
      {groups.map((group) => (
        <div key={group}>
          <h3 className="mb-1 text-label font-medium text-text-3">{t(`app.commandGroups.${group}`)}</h3>
          <ul>
            {found.filter((id) => id.startsWith(`${group}.`)).map((id) => <KeyRow key={id} id={id} />)}
          </ul>
        </div>
      ))}
      {found.length === 0 ? <p className="py-4 text-center text-text-3">{t('app.noMatch')}</p> : null}
    </Section>
  )
}
