import { z } from 'zod'

/** Names that some file systems keep for themselves. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** A wildcard's name as `__name__` can say it and as every file system can hold it; folders are parted by `/`. */
export const wildcardNameSchema = z
  .string()
  .max(120)
  .refine((name) =>
    name.split('/').every((part, _, parts) => parts.length <= 6 && /^[\p{L}\p{N}](?:[\p{L}\p{N}. -]|_(?!_))*$/u.test(part) && !/[. _]$/.test(part) && !reserved.test(part)),
  )

export interface WildcardFile {
  name: string
  /** Alternatives in it. */
  lines: number
  sizeBytes: number
}
