import type { MediaQuery } from '../../src-shared/media'

/** The question without any filter. */
export const everything: MediaQuery = {
  text: '', kinds: [], types: [], providers: [], minRating: 0, favouritesOnly: false, batchId: null, trashed: false, sort: 'newest',
}
