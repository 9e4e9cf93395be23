import { create } from 'zustand'

interface Announcement {
  text: string
  /** Rises, so that the same words are read again. */
  count: number
}

export const useAnnouncement = create<Announcement>(() => ({ text: '', count: 0 }))

/** Has a sentence read aloud, politely. */
export function announce(text: string): void {
  useAnnouncement.setState(({ count }) => ({ text, count: count + 1 }))
}
