import { Command } from 'cmdk'
import { Check, ChevronDown, Volume2 } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mediaUrl } from '../../src-shared/media'
import { IconButton, Popover, Select, useFieldAttributes } from '../ui'
import { controlClasses } from '../ui/classes'
import { useEarlierVoices } from './useEarlierVoices'
import { languagesOf, voiceOf } from './voices'

interface VoiceSelectProps {
  /** The option's name. */
  option: string
  voices: readonly string[]
  value: string
  required: boolean
  onPick: (voice: string) => void
}

/** One of hundreds of voices: by language and by name, and heard from what was made with it before. */
export function VoiceSelect({ option, voices, value, required, onPick }: VoiceSelectProps) {
  const { t, i18n } = useTranslation()
  const [open, setOpen] = useState(false)
  const [language, setLanguage] = useState('')
  const earlier = useEarlierVoices(option, open)
  const player = useRef<HTMLAudioElement>(null)
  const nameOf = useMemo(() => {
    const names = new Intl.DisplayNames(i18n.language, { type: 'language' })
    return (tag: string) => names.of(tag) ?? tag
  }, [i18n.language])
  const all = useMemo(() => voices.map(voiceOf), [voices])
  const languages = useMemo(() => languagesOf(all, nameOf), [all, nameOf])
  const shown = language === '' ? all : all.filter((voice) => voice.language === language)
  const play = (itemId: string) => {
    if (player.current === null) return
    player.current.src = mediaUrl.item(itemId)
    void player.current.play().catch(() => {})
  }
  return (
    <Popover
      label={t('compose.voice.choose')}
      open={open}
      onOpenChange={setOpen}
      width={352}
      trigger={
        <button type="button" {...useFieldAttributes()} className={`${controlClasses} flex cursor-pointer items-center gap-2 text-left`}>
          <span className={value === '' ? 'grow truncate text-text-3' : 'grow truncate'}>{value === '' ? t(required ? 'create.choose' : 'create.notSet') : value}</span>
          <ChevronDown size={14} strokeWidth={1.75} aria-hidden className="text-text-3" />
        </button>
      }
    >
      {/* What was made is heard, not shown: it has no captions. */}
      <audio ref={player} />
      <Command label={t('compose.voice.choose')} loop>
        <Command.Input
          autoFocus
          placeholder={t('compose.voice.search')}
          className="h-9 w-full border-b border-hairline bg-transparent px-3 text-body outline-none focus-visible:shadow-none"
        />
        {languages.length > 1 ? (
          <div className="border-b border-hairline p-1.5">
            <Select
              aria-label={t('compose.voice.language')}
              value={language}
              onChange={setLanguage}
              options={[{ value: '', label: t('compose.voice.allLanguages', { count: languages.length }) }, ...languages.map((tag) => ({ value: tag, label: nameOf(tag) }))]}
            />
          </div>
        ) : null}
        <Command.List className="max-h-72 overflow-y-auto p-1">
          <Command.Empty className="px-2 py-3 text-center text-small text-text-3">{t('app.noMatch')}</Command.Empty>
          {shown.map((voice) => {
            const heard = earlier.get(voice.id)
            return (
              <Command.Item
                key={voice.id}
                value={`${voice.id} ${voice.language === null ? '' : nameOf(voice.language)}`}
                onSelect={() => {
                  onPick(voice.id)
                  setOpen(false)
                }}
                className="flex min-h-8 items-center gap-2 rounded-control px-2 data-[selected=true]:bg-hover"
              >
                <Check size={14} aria-hidden className={voice.id === value ? 'flex-none' : 'invisible flex-none'} />
                <span className="min-w-0 grow truncate">{voice.id}</span>
                {voice.language === null ? null : <span className="flex-none text-label text-text-3">{nameOf(voice.language)}</span>}
                {heard === undefined ? null : (
                  <IconButton
                    icon={Volume2}
                    size={24}
                    label={t('compose.voice.hear', { voice: voice.id })}
                    onClick={(event) => {
                      event.stopPropagation()
                      play(heard)
                    }}
                  />
                )}
              </Command.Item>
            )
          })}
        </Command.List>
      </Command>
    </Popover>
  )
}
