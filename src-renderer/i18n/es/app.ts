import type { Texts } from '../en'

export const app: Texts['app'] = {
  name: 'Doitong Studio',
  cancel: 'Cancelar',
  close: 'Cerrar',
  dismiss: 'Descartar',
  search: 'Buscar',
  noMatch: 'Nada coincide. Prueba con menos letras.',
  notices: 'Avisos',
  required: 'Obligatorio',
  notRated: 'Sin valorar',
  stars_one: '{{count}} estrella',
  stars_other: '{{count}} estrellas',
  credits_one: '{{amount}} crédito',
  credits_other: '{{amount}} créditos',
}
