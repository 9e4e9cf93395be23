import type { GenerationType } from '../../src-shared/provider'
import type { Database } from '../storage'

/** The prompts that were used, the newest first. */
export interface PromptHistory {
  used(type: GenerationType, text: string): void
  /** @param search words that all occur, in any order. */
  list(search: string, limit: number): string[]
  forget(text: string): void
}

const most = 5_000

export function openHistory(database: Database): PromptHistory {
  return {
    used(type, text) {
      if (text.trim() === '') return
      database.run(
        `INSERT INTO prompt_history (type, text, used_at) VALUES (?, ?, ?)
         ON CONFLICT (type, text) DO UPDATE SET used_at = excluded.used_at, uses = uses + 1`,
        [type, text, Date.now()],
      )
      database.run('DELETE FROM prompt_history WHERE used_at < (SELECT used_at FROM prompt_history ORDER BY used_at DESC LIMIT 1 OFFSET ?)', [most])
    },
    list(search, limit) {
      const words = search.split(/\s+/).filter((word) => word !== '').slice(0, 12)
      const pattern = (word: string) => `%${word.replace(/[\\%_]/g, '\\$&')}%`
      return database
        .all<{ text: string }>(
          `SELECT text FROM prompt_history WHERE 1 ${words.map(() => "AND text LIKE ? ESCAPE '\\'").join(' ')} GROUP BY text ORDER BY max(used_at) DESC, max(rowid) DESC LIMIT ?`,
          [...words.map(pattern), limit],
        )
        .map(({ text }) => text)
    },
    forget(text) {
      database.run('DELETE FROM prompt_history WHERE text = ?', [text])
    },
  }
}
