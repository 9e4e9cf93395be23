import { Clapperboard, FlaskConical, FolderOpen, KeyRound } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { mediaUrl } from '../../src-shared/media'
import { languages } from '../../src-shared/settings'
import { request } from '../ipc'
import { toastFailure } from '../shell'
import { Button, Field, Notice, Segmented, TextField, Thumb } from '../ui'
import { useKeyEntry } from './useKeyEntry'
import { changeSettings, useSettings } from './useSettings'

/** Shipped pictures, in the order in which they look well beside each other. */
const pictures = [0, 5, 10, 3, 8, 13, 6, 1, 11, 4, 14, 9]

/** Where it starts: language, folder, and with or without a key. */
export function WelcomeScreen() {
  const { t } = useTranslation()
  const language = useSettings((state) => state.settings.language)
  const folder = useSettings((state) => state.surroundings?.libraryFolder ?? '')
  const entry = useKeyEntry()
  const [withKey, setWithKey] = useState(false)
  const [entering, setEntering] = useState(false)

  const enter = async () => {
    setEntering(true)
    try {
      await changeSettings({ welcomed: true })
    } catch (error) {
      toastFailure(error)
      setEntering(false)
    }
  }
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (await entry.save()) await enter()
  }
  const chooseFolder = async () => {
    try {
      const surroundings = await request('settings.chooseLibraryFolder')
      if (surroundings) useSettings.setState({ surroundings })
    } catch (error) {
      toastFailure(error)
    }
  }
  return (
    <main className="flex h-full">
      <div className="flex w-full max-w-144 flex-none flex-col overflow-y-auto bg-panel">
        <div className="m-auto flex w-full max-w-112 flex-col gap-6 px-6 py-8">
          <header className="flex flex-col gap-3">
            <span className="flex size-11 items-center justify-center rounded-dialog bg-accent text-on-accent">
              <Clapperboard size={24} strokeWidth={1.75} aria-hidden />
            </span>
            <h1 className="text-figure tracking-tight text-balance">{t('settings.welcome.title')}</h1>
            <p className="text-pretty text-text-2">{t('settings.welcome.text')}</p>
          </header>
          <div className="flex flex-col gap-4">
            <Field group label={t('settings.welcome.language')}>
              <Segmented
                value={language}
                onChange={(value) => changeSettings({ language: value }).catch(toastFailure)}
                options={languages.map((value) => ({ value, label: t(`settings.look.languages.${value}`) }))}
              />
            </Field>
            <Field group label={t('settings.welcome.folder')}>
              <div className="flex items-center gap-2">
                <span className="flex h-7 min-w-0 grow items-center gap-2 rounded-control bg-app px-2 text-small text-text-2" title={folder}>
                  <FolderOpen size={14} strokeWidth={1.75} aria-hidden className="flex-none text-text-3" />
                  <span className="truncate">{folder}</span>
                </span>
                <Button onClick={() => void chooseFolder()}>{t('settings.welcome.change')}</Button>
              </div>
            </Field>
          </div>
          <section className="flex flex-col gap-2">
            <h2 className="text-section">{t('settings.welcome.start')}</h2>
            <button
              type="button"
              disabled={entering}
              onClick={() => void enter()}
              className="group flex items-start gap-3 rounded-dialog bg-accent p-4 text-left text-on-accent transition-colors hover:bg-accent-hover active:bg-accent-pressed"
            >
              <FlaskConical size={20} strokeWidth={1.75} aria-hidden className="mt-0.5 flex-none" />
              <span className="flex flex-col gap-0.5">
                <span className="text-section font-semibold">{t('settings.welcome.try')}</span>
                <span className="text-small text-pretty">{t('settings.welcome.tryText')}</span>
              </span>
            </button>
            <div className="rounded-dialog bg-raised">
              <button
                type="button"
                aria-expanded={withKey}
                onClick={() => setWithKey(!withKey)}
                className="flex w-full items-start gap-3 rounded-dialog p-4 text-left transition-colors hover:bg-hover"
              >
                <KeyRound size={20} strokeWidth={1.75} aria-hidden className="mt-0.5 flex-none text-text-2" />
                <span className="flex flex-col gap-0.5">
                  <span className="text-section font-semibold">{t('settings.welcome.withKey')}</span>
                  <span className="text-small text-pretty text-text-2">{t('settings.welcome.withKeyText')}</span>
                </span>
              </button>
              {withKey ? (
                <form onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-3 px-4 pb-4">
                  <Field label={t('settings.key.field')}>
                    <TextField type="password" autoFocus value={entry.key} onChange={entry.type} placeholder={t('settings.key.placeholder')} />
                  </Field>
                  {entry.finding ? (
                    <Notice
                      tone={entry.finding.tone}
                      action={
                        entry.unchecked ? (
                          <Button size={24} onClick={() => void entry.saveAnyway().then((saved) => (saved ? enter() : undefined))}>{t('settings.key.saveAnyway')}</Button>
                        ) : null
                      }
                    >
                      {entry.finding.text}
                    </Notice>
                  ) : null}
                  <Button type="submit" variant="primary" size={32} loading={entry.busy !== null || entering}>
                    {entry.busy === null ? t('settings.welcome.begin') : t('settings.welcome.checking')}
                  </Button>
                </form>
              ) : null}
            </div>
            <p className="pt-1 text-label text-text-3">{t('settings.welcome.later')}</p>
          </section>
        </div>
      </div>
      <div aria-hidden className="grid min-w-0 grow auto-rows-fr grid-cols-3 gap-1 overflow-hidden bg-well p-1">
        {pictures.map((index) => (
          <Thumb key={index} src={mediaUrl.art(index)} alt="" className="size-full rounded-thumb" />
        ))}
      </div>
    </main>
  )
}
