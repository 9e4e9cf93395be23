import { AudioLines, Clapperboard, Image, UserRound, type LucideIcon } from 'lucide-react'
import type { GenerationType } from '../../src-shared/provider'

/** The sign of each type of generation. */
export const typeIcons: Record<GenerationType, LucideIcon> = { IMAGE: Image, VIDEO: Clapperboard, AUDIO: AudioLines, AVATAR: UserRound }
