import { RotateCcw } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { commandFacts, commandsWithKeys, keysOf, pressedKeys, remap, resetKeys, shownKeys, useKeymap, type CommandId } from '../shell'
import { announce, classes, IconButton, Kbd, useFormat } from '../ui'

/** One command; its keys are a button that listens for new ones. */
export function KeyRow({ id }: { id: CommandId }) {
  const { t } = useTranslation()
  const format = useFormat()
  const changed = useKeymap((state) => state.changed)
  const [listening, setListening] = useState(false)
  const label = t(`app.commands.${id}`)
  const keys = keysOf(id, changed)
  const usual = commandFacts(id).keys
  const others = keys.flatMap((one) => commandsWithKeys(one, id, changed))

  const take = (wanted: string | null) => {
    remap(id, wanted)
    setListening(false)
    announce(t('settings.keys.changed', { command: label, keys: wanted === null ? t('settings.keys.none') : shownKeys(wanted) }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!listening || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.nativeEvent.getModifierState('AltGraph')) return
    const pressed = pressedKeys(event.nativeEvent)
    if (pressed === 'Escape') setListening(false)
    else if (pressed === 'Backspace') take(null)
    else if (pressed !== null) take(pressed)
  }
  return (
    <li className="flex min-h-8 items-center gap-3 border-b border-hairline text-small last:border-0">
      <span className="min-w-0 grow">{label}</span>
      {others.length > 0 ? <span className="min-w-0 text-right text-label text-warn">{t('settings.keys.taken', { commands: format.list(others.map((other) => t(`app.commands.${other}`))) })}</span> : null}
      {id in changed ? (
        <IconButton
          icon={RotateCcw}
          size={24}
          label={usual.length > 0 ? t('settings.keys.reset', { keys: usual.map((one) => shownKeys(one)).join(', ') }) : t('settings.keys.resetNone')}
          onClick={() => resetKeys(id)}
        />
      ) : null}
      <button
        type="button"
        aria-label={`${t('settings.keys.change', { command: label })}: ${keys.map((one) => shownKeys(one)).join(', ') || t('settings.keys.none')}`}
        aria-pressed={listening}
        onClick={() => setListening(true)}
        onBlur={() => setListening(false)}
        onKeyDown={onKeyDown}
        className={classes('flex h-6 min-w-24 flex-none items-center justify-end gap-1 rounded-control px-1.5 transition-colors hover:bg-hover', listening && 'bg-selected')}
      >
        {listening ? (
          <span className="text-label text-text-2">{t('settings.keys.press')}</span>
        ) : keys.length === 0 ? (
          <span className="text-label text-text-3">{t('settings.keys.none')}</span>
        ) : (
          keys.map((one) => <Kbd key={one} keys={shownKeys(one)} />)
        )}
      </button>
    </li>
  )
}
