import { CollectDialog } from './CollectDialog'
import { DeleteConfirm } from './DeleteConfirm'
import { closeOver, useOver } from './over'
import { SaveDialog } from './SaveDialog'
import { TagsDialog } from './TagsDialog'

/** Whatever dialog lies over the library or the viewer. */
export function OverLibrary() {
  const { over, targets } = useOver()
  return (
    <>
      {over === 'tags' ? <TagsDialog targets={targets} onClose={closeOver} /> : null}
      {over === 'collect' ? <CollectDialog targets={targets} onClose={closeOver} /> : null}
      {over === 'save' ? <SaveDialog onClose={closeOver} /> : null}
      <DeleteConfirm />
    </>
  )
}
