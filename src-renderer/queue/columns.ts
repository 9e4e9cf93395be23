/** The columns of the table: handle, job, model, state, progress, credits, time. Where it is narrow the model is left to the panel. */
export const columnClasses =
  'grid grid-cols-[24px_minmax(56px,1fr)_104px_minmax(64px,1fr)_68px_52px] items-center ' +
  '@min-[720px]:grid-cols-[24px_minmax(150px,1fr)_minmax(64px,112px)_108px_minmax(150px,348px)_80px_60px]'
/** A cell that is there only with room for it. */
export const roomyClasses = '@max-[720px]:hidden'
/** Pixels. */
export const rowHeight = 32
/** Of the line of headings, which stays on top. Pixels. */
export const headingHeight = 28
