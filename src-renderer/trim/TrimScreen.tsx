import type { ItemId } from '../../src-shared/media'

interface TrimScreenProps {
  itemId: ItemId
}

export function TrimScreen(_props: TrimScreenProps) {
  return <div className="grow bg-well" />
}
