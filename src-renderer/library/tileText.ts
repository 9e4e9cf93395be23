import type { TFunction } from 'i18next'
import type { MediaRow } from '../../src-shared/media'
import type { useFormat } from '../ui'

/** Everything a tile shows by signs, as it is read aloud. */
export function tileText(t: TFunction, format: ReturnType<typeof useFormat>, row: MediaRow): string {
  return [
    t('library.tileLabel', { kind: t(`library.kind.${row.kind}`), title: row.title || row.prompt }),
    row.durationSeconds === null ? null : format.clock(row.durationSeconds),
    row.rating > 0 ? t('library.tileRated', { count: row.rating }) : null,
    row.pick === 'none' ? null : t(`library.pick.${row.pick}`),
    row.favourite ? t('library.favourite') : null,
    row.sandbox ? t('library.sandbox') : null,
    row.problem === null ? null : t(`library.problem.${row.problem}`),
    row.trashedAt === null ? null : t('library.trashedMark'),
  ].filter((part) => part !== null).join(', ')
}
