import type { NightReport } from '../../src-shared/night'
import type { DesktopFacts, FinishedBatch } from './desktop'

/** The few words that are said outside of the window; everything else the user reads is the page's. */
const texts = {
  en: {
    batch: 'Batch done', unnamed: 'A batch', made: 'made', failed: 'failed', held: 'need you', night: 'The night is over', waiting: 'still in line',
    credits: 'credits', practice: 'practice credits', running: 'running', inLine: 'in line', idle: 'Nothing waits', open: 'Open Doitong Studio', pause: 'Pause the queue',
    resume: 'Resume the queue', quit: 'Quit',
  },
  es: {
    batch: 'Lote terminado', unnamed: 'Un lote', made: 'hechos', failed: 'fallidos', held: 'te necesitan', night: 'La noche ha terminado', waiting: 'siguen en cola',
    credits: 'créditos', practice: 'créditos de práctica', running: 'en marcha', inLine: 'en cola', idle: 'No hay nada esperando', open: 'Abrir Doitong Studio',
    pause: 'Pausar la cola', resume: 'Reanudar la cola', quit: 'Salir',
  },
} as const

export type DesktopLanguage = keyof typeof texts

function counted(parts: readonly (readonly [number, string])[]): string {
  return parts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(', ')
}

/** The words of a desktop in a language: a notice a batch, a notice a night, the tray. */
export function desktopWords(language: DesktopLanguage) {
  const text = texts[language]
  const amount = new Intl.NumberFormat(language, { maximumFractionDigits: 2 })
  return {
    text,
    batch: ({ name, completed, failed, held }: FinishedBatch) => ({
      title: `${text.batch}: ${name || text.unnamed}`,
      body: counted([[completed, text.made], [failed, text.failed], [held, text.held]]),
    }),
    night({ made, failures, held, waiting, sums, purse }: NightReport) {
      const failed = failures.reduce((sum, { jobIds }) => sum + jobIds.length, 0)
      const needing = held.reduce((sum, { count }) => sum + count, 0)
      const jobs = counted([[made, text.made], [failed, text.failed], [needing, text.held], [waiting, text.waiting]])
      const money = `${amount.format(sums.spent)} ${purse === 'practice' ? text.practice : text.credits}`
      return { title: text.night, body: jobs === '' ? money : `${jobs} · ${money}` }
    },
    progress: ({ running, waiting }: DesktopFacts) => counted([[running, text.running], [waiting, text.inLine]]) || text.idle,
  }
}
