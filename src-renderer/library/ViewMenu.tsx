import { Grid2x2, LayoutGrid, List, Rows3, SlidersHorizontal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useShortcut } from '../shell'
import { Checkbox, IconButton, Kbd, PanelSection, Popover, Segmented, Slider } from '../ui'
import { setViewOptions, tileSizes, useViewOptions } from './viewOptions'

/** How the library is shown: tiles or lines, how large, what is said under them. The size has a slider of its own beside the button. */
export function ViewMenu() {
  const { t } = useTranslation()
  const { form, shape, tileSize, captions, advances } = useViewOptions()
  const advanceKeys = useShortcut('library.advance')
  return (
    <div className="flex flex-none items-center gap-1">
      {form === 'grid' ? (
        <Slider
          aria-label={t('library.tileSize')}
          min={tileSizes.least}
          max={tileSizes.most}
          step={16}
          value={tileSize}
          valueText={t('library.tileSizeText', { count: tileSize })}
          onChange={(size) => setViewOptions({ tileSize: size })}
          className="w-24 flex-none"
        />
      ) : null}
      <Popover label={t('library.view.label')} width={248} align="end" trigger={<IconButton icon={SlidersHorizontal} label={t('library.view.label')} />}>
        <div className="flex flex-col gap-3 p-3">
          <PanelSection title={t('library.view.form')}>
            <Segmented
              stretch
              label={t('library.view.form')}
              value={form}
              onChange={(value) => setViewOptions({ form: value })}
              options={[{ value: 'grid', label: t('library.view.grid'), icon: LayoutGrid }, { value: 'list', label: t('library.view.list'), icon: List }]}
            />
          </PanelSection>
          {form === 'grid' ? (
            <PanelSection title={t('library.view.shape')}>
              <Segmented
                stretch
                label={t('library.view.shape')}
                value={shape}
                onChange={(value) => setViewOptions({ shape: value })}
                options={[{ value: 'square', label: t('library.view.square'), icon: Grid2x2 }, { value: 'justified', label: t('library.view.justified'), icon: Rows3 }]}
              />
            </PanelSection>
          ) : null}
          <div className="flex flex-col">
            {form === 'grid' ? <Checkbox checked={captions} onChange={(on) => setViewOptions({ captions: on })}>{t('library.view.captions')}</Checkbox> : null}
            <Checkbox checked={advances} onChange={(on) => setViewOptions({ advances: on })}>
              <span className="flex items-center gap-2">{t('library.view.advances')}{advanceKeys ? <Kbd keys={advanceKeys} /> : null}</span>
            </Checkbox>
          </div>
        </div>
      </Popover>
    </div>
  )
}
