// The screens themselves are chunks of their own, loaded from their files.
export { ItemThumb, kindIcons } from './ItemThumb'
export { useModelName } from './useModelName'
export { useLibraryRows } from './useRows'
