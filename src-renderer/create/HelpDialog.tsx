import { useTranslation } from 'react-i18next'
import { Button, Dialog, Table, Td, Th } from '../ui'
import { openTool } from './useTools'

/** What is written, and which text says what it does. */
const forms = [
  ['{red|blue|green}', 'choice'],
  ['{3::red|blue}', 'weight'],
  ['{2$$red|blue|green}', 'pick'],
  ['{1-3$$ and $$red|blue|green}', 'range'],
  ['{a {calm|wild} lake|the sea}', 'nesting'],
  ['__lens__', 'wildcard'],
  ['__light/*__', 'glob'],
  ['{2$$__lens__}', 'pickWildcard'],
  ['${who=!{a cook|a sailor}} ${who} and ${who}', 'once'],
  ['${who={a cook|a sailor}} ${who} and ${who}', 'anew'],
  ['${who:somebody}', 'fallback'],
  ['\\{ \\} \\| \\__', 'escape'],
] as const

/** The prompt language on one page. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('compose.help.title')}
      width={720}
      onClose={onClose}
      footer={
        <>
          <Button onClick={() => openTool('wildcards')}>{t('compose.tools.wildcards')}</Button>
          <Button variant="primary" onClick={onClose}>{t('app.close')}</Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-pretty text-text-2">{t('compose.help.intro')}</p>
        <Table>
          <thead>
            <tr>
              <Th>{t('compose.help.write')}</Th>
              <Th>{t('compose.help.meaning')}</Th>
            </tr>
          </thead>
          <tbody>
            {forms.map(([written, meaning]) => (
              <tr key={written}>
                <Td className="w-72 py-1.5 align-top"><code className="font-mono text-small wrap-anywhere" data-selectable>{written}</code></Td>
                <Td className="py-1.5 text-text-2">{t(`compose.help.${meaning}`)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
        <ul className="flex list-disc flex-col gap-1 pl-4 text-small text-text-2">
          <li>{t('compose.help.literal')}</li>
          <li>{t('compose.help.layout')}</li>
          <li>{t('compose.help.modes')}</li>
          <li>{t('compose.help.files')}</li>
        </ul>
      </div>
    </Dialog>
  )
}
