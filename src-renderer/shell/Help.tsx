import { useTranslation } from 'react-i18next'
import { Button, Dialog, Kbd } from '../ui'
import { commandIds, type CommandGroup } from './commands'
import { keysOf, useKeymap } from './keymap'
import { shownKeys } from './keys'
import { openScreen } from './screen'

/** All keys, by place. */
export function Help({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const changed = useKeymap((state) => state.changed)
  const groups = [...new Set(commandIds.map((id) => id.slice(0, id.indexOf('.')) as CommandGroup))]
  return (
    <Dialog
      title={t('app.help')}
      width={840}
      onClose={onClose}
      footer={
        <>
          <span className="mr-auto self-center text-small text-text-3">{t('app.helpHint')}</span>
          <Button
            onClick={() => {
              onClose()
              openScreen({ name: 'settings', section: 'keys' })
            }}
          >
            {t('app.changeKeys')}
          </Button>
        </>
      }
    >
      {/* It scrolls and holds nothing that could have the focus. */}
      <div tabIndex={0} data-quiet-focus className="gap-6 outline-none [column-width:240px]">
        {groups.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid-column">
            <h3 className="mb-1 text-label font-medium text-text-3">{t(`app.commandGroups.${group}`)}</h3>
            <dl>
              {commandIds
                .filter((id) => id.startsWith(`${group}.`))
                .map((id) => {
                  const keys = keysOf(id, changed)
                  return keys.length === 0 ? null : (
                    <div key={id} className="flex min-h-6 items-center gap-2 text-small">
                      <dt className="grow text-text-2">{t(`app.commands.${id}`)}</dt>
                      <dd className="flex flex-none gap-1">{keys.map((key) => <Kbd key={key} keys={shownKeys(key)} />)}</dd>
                    </div>
                  )
                })}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
