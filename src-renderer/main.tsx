import { z } from 'zod'
import './ui/tokens.css'

// zod tries `new Function` when the first schema is made, which the page's policy refuses. The rest is imported afterwards and not
// beside this, because a bundler may put schemas into a chunk that runs before the file that imports it.
z.config({ jitless: true })
await import('./start')
