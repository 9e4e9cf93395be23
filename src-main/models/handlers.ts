import type { HandlersFor } from '../../src-shared/ipc'
import type { Models } from './models'

export function modelsHandlers(models: Models): HandlersFor<'models'> {
  return {
    'models.list': () => models.list(),
    'models.refresh': () => models.refresh(),
    'models.setFavourite': (key, favourite) => models.setFavourite(key, favourite),
  }
}
