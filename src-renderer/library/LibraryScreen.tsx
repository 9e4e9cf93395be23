interface LibraryScreenProps {
  /** What the app-wide search field holds. */
  search?: string | undefined
  /** Shows the results of one batch only. */
  batchId?: string | undefined
}

export function LibraryScreen(_props: LibraryScreenProps) {
  return <div className="grow bg-well" />
}
