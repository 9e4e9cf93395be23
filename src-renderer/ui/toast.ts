import { create } from 'zustand'
import { announce } from './announce'

export type ToastTone = 'info' | 'ok' | 'warn' | 'error'

export interface Toast {
  id: number
  tone: ToastTone
  text: string
  /** E.g. "Undo". The toast goes away when it is used. */
  action?: { label: string; onSelect: () => void }
  /** Milliseconds until it goes by itself. */
  stayMs: number
}

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }))
let lastId = 0
const mostAtOnce = 4

/** Says what happened, in passing; returns its id. Stays longer when there is something to do. */
export function toast(text: string, options: { tone?: ToastTone; action?: Toast['action'] } = {}): number {
  const { tone = 'info', action } = options
  const id = ++lastId
  const entry: Toast = { id, tone, text, ...(action && { action }), stayMs: action || tone === 'error' ? 10_000 : 5_000 }
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, entry].slice(-mostAtOnce) }))
  announce(text)
  return id
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((entry) => entry.id !== id) }))
}
