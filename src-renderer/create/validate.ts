import type { Matrix, MatrixModel } from '../../src-shared/matrix'
import type { OptionProblem } from '../../src-shared/option'

export interface DraftProblems {
  prompt: 'required' | null
  /** By option name, in the models' order. */
  options: Map<string, OptionProblem>
}

/** What keeps a matrix from being sent. Words may be missing where a reference says what is wanted. */
export function problemsOf(matrix: Pick<Matrix, 'prompt' | 'references'>, models: readonly MatrixModel[]): DraftProblems {
  const options = new Map(models.flatMap(({ problems }) => problems.map(({ name, problem }) => [name, problem] as const)))
  return { prompt: matrix.prompt.text.trim() === '' && matrix.references.length === 0 ? 'required' : null, options }
}

export function isSound(problems: DraftProblems): boolean {
  return problems.prompt === null && problems.options.size === 0
}
