import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RowsCheck, TableFormat } from '../../src-shared/table'
import { handOver, request } from '../ipc'
import { toastFailure } from '../shell'
import { announce } from '../ui'
import { beginTable, problemsByRow, rowsToSend, type EditedTable } from './importRows'
import { currentDraft, useDrafts } from './useDrafts'

const settleMilliseconds = 200

/** A table on its way into the queue: read, mended, checked by main after each change, and added as a whole. */
export function useImport(onDone: () => void) {
  const { t } = useTranslation()
  const type = useDrafts((state) => state.type)
  const provider = useDrafts((state) => currentDraft(state).provider) ?? ''
  const [edited, setEdited] = useState<EditedTable | null>(null)
  const [check, setCheck] = useState<{ of: EditedTable; answer: RowsCheck } | null>(null)
  const [busy, setBusy] = useState(false)

  const read = async (ask: () => ReturnType<typeof request<'create.readTable'>>) => {
    setBusy(true)
    try {
      const table = await ask()
      if (table !== null) setEdited(beginTable(table))
    } catch (error) {
      toastFailure(error)
    } finally {
      setBusy(false)
    }
  }
  useEffect(() => {
    if (edited === null) return
    let current = true
    const rows = rowsToSend(edited, { type, provider })
    const timer = setTimeout(() => {
      const asked = rows.length === 0 ? Promise.resolve({ problems: [], jobs: 0, knownCredits: 0, unknownJobs: 0 }) : request('create.checkRows', edited.table.id, rows)
      asked.then((answer) => current && setCheck({ of: edited, answer }), toastFailure)
    }, settleMilliseconds)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [edited, type, provider])
  const problems = edited !== null && check !== null ? problemsByRow(edited, check.answer.problems) : new Map<number, never>()
  return {
    edited,
    /** Null while it is checked. */
    check: check !== null && check.of === edited ? check.answer : null,
    problems,
    busy,
    change: setEdited,
    choose: () => read(() => request('create.readTable', { kind: 'chosen' }, null)),
    drop: (file: File) =>
      read(async () => {
        const [token = ''] = await handOver([file])
        return request('create.readTable', { kind: 'dropped', token }, null)
      }),
    paste: (text: string) => read(() => request('create.readTable', { kind: 'text', text }, null)),
    readAs: (format: TableFormat) => (edited === null ? Promise.resolve() : read(() => request('create.readTable', { kind: 'again', id: edited.table.id }, format))),
    leaveOutBad: () => setEdited((table) => table && { ...table, out: new Set([...table.out, ...problems.keys()]) }),
    async add(batchName: string) {
      if (edited === null || check?.of !== edited || check.answer.problems.length > 0 || check.answer.jobs === 0) return
      setBusy(true)
      try {
        const ids = await request('create.enqueueRows', edited.table.id, rowsToSend(edited, { type, provider }), { batchName: batchName.trim() || (edited.table.fileName ?? '') })
        announce(t('create.added', { count: ids.length }))
        onDone()
      } catch (error) {
        toastFailure(error)
      } finally {
        setBusy(false)
      }
    },
  }
}
