import { accounts } from './001-accounts'
import { queue } from './002-queue'
import { library } from './003-library'
import { references } from './004-references'
import { openSends } from './005-open-sends'
import { judging } from './006-judging'
import { accountEndpoints } from './007-account-endpoints'
import { create } from './008-create'
import { spending } from './009-spending'
import { counting } from './010-counting'
import { batchPauses } from './011-batch-pauses'
import { refundChecks } from './012-refund-checks'
import { transfers } from './013-transfers'
import { fileMoves } from './014-file-moves'
import type { Migration } from './migration'

export const migrations: readonly Migration[] = [
  accounts, queue, library, references, openSends, judging, accountEndpoints, create, spending, counting, batchPauses, refundChecks,
  transfers, fileMoves,
]
