// The screens themselves are chunks of their own, loaded from their files.
export { ItemThumb, kindIcons } from './ItemThumb'
export { usePlayer, type Player } from './player/usePlayer'
export { useWaveform } from './player/useWaveform'
export { Waveform } from './player/Waveform'
export { useElementSize } from './useElementSize'
export { useItem } from './useItem'
export { useModelName } from './useModelName'
export { useLibraryRows } from './useRows'
