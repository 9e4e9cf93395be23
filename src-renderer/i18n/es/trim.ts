import type { Texts } from '../en'

export const trim: Texts['trim'] = {
}
