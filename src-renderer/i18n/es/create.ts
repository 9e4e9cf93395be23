import type { Texts } from '../en'

export const create: Texts['create'] = {
}
