import { useEffect } from 'react'
import { create } from 'zustand'
import type { Matrix } from '../../src-shared/matrix'
import { parsePrompt } from '../../src-shared/prompt'
import type { PromptPreview } from '../../src-shared/promptPreview'
import { on, request } from '../ipc'
import { matrixOf } from './draft'
import { currentDraft, useDrafts } from './useDrafts'

type Source = Matrix['prompt']

interface PreviewState {
  /** What the preview answers. */
  source: Source | null
  preview: PromptPreview | null
}

/** What the prompt that is being written makes, as main last said. */
export const usePreview = create<PreviewState>(() => ({ source: null, preview: null }))

const samplesShown = 12
/** Short enough to feel live, long enough not to ask for every key. */
const settleMilliseconds = 90

const key = (source: Source | null) => JSON.stringify(source)
let asked: { source: string; answer: Promise<PromptPreview> } | null = null

/** What a prompt makes; one question for the same text. */
export function askPreview(source: Source): Promise<PromptPreview> {
  const plain = plainPreview(source.text)
  if (plain !== null) {
    usePreview.setState({ source, preview: plain })
    return Promise.resolve(plain)
  }
  if (asked?.source === key(source)) return asked.answer
  const answer = request('create.preview', source, samplesShown).then((preview) => {
    if (asked?.source === key(source)) usePreview.setState({ source, preview })
    return preview
  })
  answer.catch(() => {
    asked = null
  })
  asked = { source: key(source), answer }
  return answer
}

/** Words alone need no question: they make themselves. */
function plainPreview(text: string): PromptPreview | null {
  const { nodes, issues } = parsePrompt(text)
  if (!nodes.every((node) => node.kind === 'literal')) return null
  const words = nodes.map((node) => (node.kind === 'literal' ? node.text : '')).join('')
  return { count: 1, issues, samples: [words.trim()], files: [] }
}

/** The prompt of the draft that is shown. */
function sourceOfDraft(): Source {
  const state = useDrafts.getState()
  return matrixOf(state.type, currentDraft(state)).prompt
}

/** Keeps the preview up to date while Create is shown. */
export function useFollowPreview(): void {
  const draft = useDrafts(currentDraft)
  const { prompt, mode, randomCount, promptSeed } = draft
  useEffect(() => {
    const source = sourceOfDraft()
    const wait = plainPreview(prompt) === null ? settleMilliseconds : 0
    const timer = setTimeout(() => void askPreview(source).catch(() => {}), wait)
    return () => clearTimeout(timer)
  }, [prompt, mode, randomCount, promptSeed])
  useEffect(
    () =>
      on('create.wildcardsChanged', () => {
        asked = null
        usePreview.setState({ source: null })
        void askPreview(sourceOfDraft()).catch(() => {})
      }),
    [],
  )
}

/** The preview of exactly what is written now; null while main works it out. */
export function useCurrentPreview(): PromptPreview | null {
  const { source, preview } = usePreview()
  const { prompt, mode, randomCount, promptSeed } = useDrafts(currentDraft)
  const isCurrent = source !== null && source.text === prompt && source.mode === mode && source.seed === promptSeed && (mode === 'every' || source.count === randomCount)
  return isCurrent ? preview : null
}

/** How many prompts are made of it. */
export function promptsOf({ mode, randomCount }: { mode: 'every' | 'random'; randomCount: number }, preview: Pick<PromptPreview, 'count'>): number {
  return mode === 'every' || preview.count === 1 ? preview.count : randomCount
}
