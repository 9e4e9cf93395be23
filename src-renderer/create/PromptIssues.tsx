import { CircleAlert, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PromptIssue } from '../../src-shared/prompt'
import { classes } from '../ui'

const mostShown = 4

/** What is wrong with the prompt, each one a way to its place. */
export function PromptIssues({ issues, onShow }: { issues: readonly PromptIssue[]; onShow: (issue: PromptIssue) => void }) {
  const { t } = useTranslation()
  if (issues.length === 0) return null
  const sorted = issues.toSorted((a, b) => Number(b.severity === 'error') - Number(a.severity === 'error') || a.start - b.start)
  return (
    <ul aria-label={t('compose.prompt.issues')} className="flex flex-col">
      {sorted.slice(0, mostShown).map((issue) => {
        const Icon = issue.severity === 'error' ? CircleAlert : TriangleAlert
        return (
          <li key={`${issue.code} ${issue.start} ${issue.end} ${issue.name} ${issue.file}`}>
            <button
              type="button"
              onClick={() => onShow(issue)}
              className={classes('flex min-h-6 w-full items-start gap-1.5 rounded-control px-1 py-1 text-left text-label hover:bg-hover', issue.severity === 'error' ? 'text-err' : 'text-warn')}
            >
              <Icon size={12} strokeWidth={2} aria-hidden className="mt-0.5 flex-none" />
              <span className="min-w-0 wrap-anywhere">
                {t(`compose.prompt.issue.${issue.code}`, { name: issue.name ?? '' })}
                {issue.file === undefined ? '' : ` (${t('compose.prompt.inWildcard', { file: issue.file })})`}
              </span>
              <span className="ml-auto flex-none text-text-3 tabular-nums">{t('compose.prompt.at', { place: issue.start + 1 })}</span>
            </button>
          </li>
        )
      })}
      {issues.length > mostShown ? <li className="px-1 text-label text-text-3">{t('compose.prompt.moreIssues', { count: issues.length - mostShown })}</li> : null}
    </ul>
  )
}
