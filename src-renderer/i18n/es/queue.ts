import type { Texts } from '../en'

export const queue: Texts['queue'] = {
}
