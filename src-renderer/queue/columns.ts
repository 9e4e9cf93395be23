/** The columns of the table: handle, job, model, state, progress, credits, time. */
export const columnClasses =
  'grid grid-cols-[24px_minmax(160px,1fr)_minmax(72px,132px)_116px_minmax(150px,300px)_84px_64px] items-center'
/** Pixels. */
export const rowHeight = 32
