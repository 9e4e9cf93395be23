/** Texts of the library about finding and keeping together. */
export const libraryFinding = {
  places: {
    label: 'Library places', all: 'All', favourites: 'Favourites', picked: 'Picked', image: 'Images', video: 'Videos', audio: 'Sound', duplicates: 'Duplicates',
    trash: 'Trash',
  },
  kind: { image: 'Image', video: 'Video', audio: 'Sound' },
  pick: { label: 'Pick', pick: 'Picked', reject: 'Rejected', none: 'Not decided' },
  aspect: { landscape: 'Landscape', portrait: 'Portrait', square: 'Square' },
  origin: { generated: 'Generated', made: 'Cut or taken out here', imported: 'Imported' },
  problem: { missing: 'File missing', unreadable: 'Cannot be read', changed: 'Changed elsewhere' },
  filter: {
    open: 'Filter', label: 'Filters', kind: 'Kind', rating: 'Rating', any: 'Any', unrated: 'Not rated', ratingUp: '{{count}} and up',
    ratingBetween: '{{min}} to {{max}} stars', model: 'Model', tags: 'Tags', untagged: 'Without tags', pick: 'Decision', aspect: 'Shape', origin: 'Origin',
    problem: 'Problems', favourites: 'Favourites', collection: 'A collection', batch: 'One batch', batchTitle: 'Batch', anyBatch: 'Any batch',
    unnamedBatch: 'Batch without a name', made: 'Made', madeFrom: 'Made from', madeTo: 'Made until', duration: 'Duration', fileSize: 'File size', cost: 'Cost',
    creditsUnit: 'cr.', least: 'from', most: 'to', from: 'from {{value}}', to: 'up to {{value}}', seek: 'Search: {{name}}', more_one: '{{count}} more',
    more_other: '{{count}} more', span: { today: 'Today', week: '7 days', month: '30 days', year: '1 year' }, search: '“{{text}}”',
    remove: 'Remove the filter {{name}}', clear: 'Clear all', save: 'Keep these filters…',
  },
  sort: {
    label: 'Order', newest: 'Newest first', oldest: 'Oldest first', rating: 'Best rated first', title: 'By title', size: 'Largest first',
    duration: 'Longest first', cost: 'Dearest first', manual: 'Own order',
  },
  sortBy: 'Sort by: {{column}}',
  column: {
    title: 'Title', kind: 'Kind', model: 'Model', rating: 'Rating', size: 'Pixels', duration: 'Length', cost: 'Credits', fileSize: 'Size', made: 'Made',
  },
  view: {
    label: 'View', form: 'Show as', grid: 'Grid', list: 'List', shape: 'Tiles', square: 'Square', justified: 'Whole picture', captions: 'Titles under the tiles',
    advances: 'Go on after judging',
  },
  collection: {
    title: 'Collections', kept: 'Kept searches and comparisons', none: 'Gather what belongs together: drag items here.', new: 'New collection',
    newInside: 'New collection inside', unnamed: 'New collection', name: 'Name of the collection', rename: 'Rename', remove: 'Delete the collection',
    up: 'Move up', down: 'Move down', inside: 'Move into “{{name}}”', outside: 'Move out of “{{name}}”', open: 'Open {{name}}', close: 'Close {{name}}',
    more: 'More for {{name}}', add_one: 'Add {{count}} item to a collection', add_other: 'Add {{count}} items to a collection', seek: 'Find or name a collection',
    create: 'New collection “{{name}}”', first: 'No collection yet. Type a name to make the first.',
  },
  save: {
    title: 'Keep these filters', name: 'Name', nameFirst: 'Give it a name first', kind: 'Keep as', smart: 'Smart collection', search: 'Search', keep: 'Keep',
    smartHint: 'Stands among your collections and always holds what matches now.', searchHint: 'Sets these filters again when you open it, so that you can change them.',
  },
  tags: {
    title: 'Tags', add: 'Add a tag', remove: 'Remove the tag {{name}}', find: 'Find everything tagged {{name}}', completions: 'Tags in use',
    dialog_one: 'Tags for {{count}} item', dialog_other: 'Tags for {{count}} items', hint: 'Type a tag first', give: 'Add the tags',
  },
  duplicates: {
    text_one: '{{count}} group of files with the same content · {{spare}} could go', text_other: '{{count}} groups of files with the same content · {{spare}} could go',
    trashAll: 'Keep the oldest of each', trash_one: 'Trash the other', trash_other: 'Trash the other {{count}}', kept: 'Oldest', open: 'Open {{title}}',
    more_one: 'Show {{count}} more group', more_other: 'Show {{count}} more groups',
  },
}
