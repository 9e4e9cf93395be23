import { Command } from 'cmdk'
import { useTranslation } from 'react-i18next'
import { providerKey } from '../../src-shared/provider'
import { useModels } from '../models'
import { Dialog, Kbd } from '../ui'
import type { CommandGroup, CommandId } from './commands'
import { keysOf, useKeymap } from './keymap'
import { shownKeys } from './keys'
import { openScreen } from './screen'
import { offeredCommands, runCommand } from './useCommand'

const itemClasses = 'flex h-8 items-center gap-3 rounded-control px-2 data-[selected=true]:bg-hover'
const groupClasses =
  'p-1 [&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-1 [&_[cmdk-group-heading]]:pb-0.5 [&_[cmdk-group-heading]]:text-label [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-text-3'

/** Everything that can be done now, by name. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const changed = useKeymap((state) => state.changed)
  const models = useModels((state) => state.catalogue?.providers ?? [])
  const offered = offeredCommands().filter((id) => id !== 'app.palette')
  const groups = [...new Set(offered.map((id) => id.slice(0, id.indexOf('.')) as CommandGroup))]

  /** After closing, so that the command meets the screen as it was. */
  const run = (action: () => void) => {
    onClose()
    setTimeout(action)
  }
  return (
    <Dialog bare title={t('app.palette')} width={560} onClose={onClose}>
      <Command label={t('app.palette')} loop className="flex flex-col">
        <Command.Input
          placeholder={t('app.paletteHint')}
          className="h-11 w-full border-b border-hairline bg-transparent px-4 text-section outline-none focus-visible:shadow-none"
        />
        <Command.List className="h-80 overflow-y-auto">
          <Command.Empty className="p-6 text-center text-text-3">{t('app.paletteEmpty')}</Command.Empty>
          {groups.map((group) => (
            <Command.Group key={group} heading={t(`app.commandGroups.${group}`)} className={groupClasses}>
              {offered
                .filter((id) => id.startsWith(`${group}.`))
                .map((id: CommandId) => {
                  const keys = keysOf(id, changed)[0]
                  return (
                    <Command.Item key={id} value={`${t(`app.commands.${id}`)} ${id}`} onSelect={() => run(() => runCommand(id))} className={itemClasses}>
                      <span className="grow truncate">{t(`app.commands.${id}`)}</span>
                      {keys ? <Kbd keys={shownKeys(keys)} /> : null}
                    </Command.Item>
                  )
                })}
            </Command.Group>
          ))}
          <Command.Group heading={t('app.screens.models')} className={groupClasses}>
            {models.map((model) => (
              <Command.Item
                key={providerKey(model)}
                value={`${model.name} ${providerKey(model)}`}
                onSelect={() => run(() => openScreen({ name: 'create', model: providerKey(model) }))}
                className={itemClasses}
              >
                <span className="grow truncate">{model.name}</span>
                <span className="truncate text-small text-text-3">{t(`models.types.${model.type}`)}</span>
              </Command.Item>
            ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  )
}
