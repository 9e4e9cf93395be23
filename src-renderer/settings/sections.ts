export const sections = ['key', 'library', 'look', 'queue', 'ffmpeg', 'webhooks', 'keys', 'about'] as const
export type SectionId = (typeof sections)[number]

/** Where a section stands on the page, for going to it. */
export const sectionAnchor = (id: SectionId) => `settings-${id}`
