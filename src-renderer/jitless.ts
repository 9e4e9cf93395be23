import { z } from 'zod'

// zod tries `new Function` when the first schema is made, which the page's policy refuses: this must be imported before any schema.
z.config({ jitless: true })
