import type { libraryFinding as english } from '../en/libraryFinding'

/** Textos de la biblioteca para encontrar y reunir. */
export const libraryFinding: typeof english = {
  places: {
    label: 'Lugares de la biblioteca', all: 'Todo', favourites: 'Favoritos', picked: 'Elegidos', image: 'Imágenes', video: 'Vídeos', audio: 'Sonido',
    duplicates: 'Duplicados', trash: 'Papelera',
  },
  kind: { image: 'Imagen', video: 'Vídeo', audio: 'Sonido' },
  pick: { label: 'Decisión', pick: 'Elegido', reject: 'Descartado', none: 'Sin decidir' },
  aspect: { landscape: 'Apaisado', portrait: 'Vertical', square: 'Cuadrado' },
  origin: { generated: 'Generado', made: 'Cortado o sacado aquí', imported: 'Importado' },
  problem: { missing: 'Falta el archivo', unreadable: 'No se puede leer', changed: 'Cambiado fuera' },
  filter: {
    open: 'Filtrar', label: 'Filtros', kind: 'Tipo', rating: 'Valoración', any: 'Todas', unrated: 'Sin valorar', ratingUp: '{{count}} o más',
    ratingBetween: 'de {{min}} a {{max}} estrellas', model: 'Modelo', tags: 'Etiquetas', untagged: 'Sin etiquetas', pick: 'Decisión', aspect: 'Forma',
    origin: 'Procedencia', problem: 'Problemas', favourites: 'Favoritos', collection: 'Una colección', batch: 'Un lote', batchTitle: 'Lote',
    anyBatch: 'Cualquier lote', unnamedBatch: 'Lote sin nombre', made: 'Creado', madeFrom: 'Creado desde', madeTo: 'Creado hasta', duration: 'Duración',
    fileSize: 'Peso', cost: 'Coste', creditsUnit: 'cr.', least: 'desde', most: 'hasta', from: 'desde {{value}}', to: 'hasta {{value}}', seek: 'Buscar: {{name}}',
    more_one: '{{count}} más', more_other: '{{count}} más', span: { today: 'Hoy', week: '7 días', month: '30 días', year: '1 año' }, search: '«{{text}}»',
    remove: 'Quitar el filtro {{name}}', clear: 'Quitar todos', save: 'Guardar estos filtros…',
  },
  sort: {
    label: 'Orden', newest: 'Lo más nuevo primero', oldest: 'Lo más antiguo primero', rating: 'Lo mejor valorado primero', title: 'Por título',
    size: 'Lo más pesado primero', duration: 'Lo más largo primero', cost: 'Lo más caro primero', manual: 'Orden propio',
  },
  sortBy: 'Ordenar por: {{column}}',
  column: {
    title: 'Título', kind: 'Tipo', model: 'Modelo', rating: 'Valoración', size: 'Píxeles', duration: 'Largo', cost: 'Créditos', fileSize: 'Peso', made: 'Creado',
  },
  view: {
    label: 'Vista', form: 'Mostrar como', grid: 'Cuadrícula', list: 'Lista', shape: 'Miniaturas', square: 'Cuadradas', justified: 'Imagen entera',
    captions: 'Títulos bajo las miniaturas', advances: 'Avanzar tras valorar',
  },
  collection: {
    title: 'Colecciones', kept: 'Búsquedas y comparaciones guardadas', none: 'Reúne lo que va junto: arrastra elementos aquí.', new: 'Nueva colección',
    newInside: 'Nueva colección dentro', unnamed: 'Nueva colección', name: 'Nombre de la colección', rename: 'Cambiar el nombre', remove: 'Eliminar la colección',
    up: 'Subir', down: 'Bajar', inside: 'Meter en «{{name}}»', outside: 'Sacar de «{{name}}»', open: 'Abrir {{name}}', close: 'Cerrar {{name}}',
    more: 'Más de {{name}}', add_one: 'Añadir {{count}} elemento a una colección', add_other: 'Añadir {{count}} elementos a una colección',
    seek: 'Busca una colección o dale nombre', create: 'Nueva colección «{{name}}»', first: 'Aún no hay colecciones. Escribe un nombre para crear la primera.',
  },
  save: {
    title: 'Guardar estos filtros', name: 'Nombre', nameFirst: 'Primero dale un nombre', kind: 'Guardar como', smart: 'Colección inteligente', search: 'Búsqueda',
    keep: 'Guardar', smartHint: 'Está entre tus colecciones y contiene siempre lo que coincide en cada momento.',
    searchHint: 'Vuelve a poner estos filtros cuando la abres, para que puedas cambiarlos.',
  },
  tags: {
    title: 'Etiquetas', add: 'Añadir una etiqueta', remove: 'Quitar la etiqueta {{name}}', find: 'Buscar todo lo etiquetado {{name}}', completions: 'Etiquetas en uso',
    dialog_one: 'Etiquetas para {{count}} elemento', dialog_other: 'Etiquetas para {{count}} elementos', hint: 'Primero escribe una etiqueta', give: 'Añadir las etiquetas',
  },
  duplicates: {
    text_one: '{{count}} grupo de archivos con el mismo contenido · {{spare}} de sobra', text_other: '{{count}} grupos de archivos con el mismo contenido · {{spare}} de sobra',
    trashAll: 'Conservar el más antiguo de cada uno', trash_one: 'Tirar el otro', trash_other: 'Tirar los otros {{count}}', kept: 'El más antiguo', open: 'Abrir {{title}}',
    more_one: 'Mostrar {{count}} grupo más', more_other: 'Mostrar {{count}} grupos más',
  },
}
