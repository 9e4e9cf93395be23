/** The columns of the table: handle, job, model, state, progress, credits, time. */
export const columnClasses =
  'grid grid-cols-[24px_minmax(150px,1fr)_minmax(64px,112px)_108px_minmax(150px,348px)_80px_60px] items-center'
/** Pixels. */
export const rowHeight = 32
