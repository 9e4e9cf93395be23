import { z } from 'zod'

/** What a template of file names may hold. */
export const nameFields = ['date', 'time', 'month', 'year', 'title', 'model', 'kind', 'seed', 'id'] as const
export type NameField = (typeof nameFields)[number]

export const defaultFileName = '{month}/{date}_{title}_{id}'

/** What is wrong with a template; null: nothing. Folders are parted by `/`; `{id}` tells two results of one prompt apart. */
export function templateProblem(template: string): 'empty' | 'unknown-field' | 'bad-character' | 'bad-folder' | null {
  if (template.trim() === '') return 'empty'
  const rest = template.replace(/\{([a-z]+)\}/g, (whole, name: string) => (nameFields.some((field) => field === name) ? 'x' : whole))
  if (/[{}]/.test(rest)) return 'unknown-field'
  // Each is refused by one system or another.
  if (/[<>:"\\|?*\u0000-\u001f]/.test(rest)) return 'bad-character'
  if (rest.split('/').length > 6 || rest.split('/').some((part) => part === '' || /^\.|[. ]$/.test(part))) return 'bad-folder'
  return null
}

export const nameTemplateSchema = z.string().max(200).refine((template) => templateProblem(template) === null, { error: 'no template of file names' })

export const librarySettingsSchema = z.strictObject({
  /** How new files are named. */
  fileName: nameTemplateSchema,
  /** How files are named that leave the library. */
  exportFileName: nameTemplateSchema,
  /** Whether what leaves the library carries its prompt, model and options; cost and request ids never. */
  exportParameters: z.boolean(),
  /** Days after which the trash is emptied by itself; null: never. */
  trashDays: z.number().int().min(1).max(3_650).nullable(),
})
export type LibrarySettings = z.infer<typeof librarySettingsSchema>

export const defaultLibrarySettings: LibrarySettings = {
  fileName: defaultFileName, exportFileName: '{date}_{title}_{id}', exportParameters: true, trashDays: null,
}
