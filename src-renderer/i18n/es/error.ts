import type { Texts } from '../en'

export const error: Texts['error'] = {
}
