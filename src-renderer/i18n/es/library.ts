import type { Texts } from '../en'

export const library: Texts['library'] = {
}
