import { ImageOff, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { classes } from './classes'

interface ThumbProps {
  /** null: there is none; the icon stands in. */
  src: string | null
  /** Empty where the picture says nothing that the text beside it does not. */
  alt: string
  fit?: 'cover' | 'contain'
  /** Stands in where the picture is missing or cannot be shown. */
  icon?: LucideIcon
  onFailed?: () => void
  /** Asked for at once: what draws it shows only what is in sight. */
  eager?: boolean
  className?: string
}

/** A picture that fades in; what cannot be shown is a quiet icon. Fills its box: the class gives the size. */
export function Thumb({ src, alt, fit = 'cover', icon: Icon = ImageOff, onFailed, eager = false, className }: ThumbProps) {
  // The address is kept with its state, so that another address starts anew.
  const [state, setState] = useState<{ src: string | null; is: 'shown' | 'failed' } | null>(null)
  const is = state?.src === src ? state.is : 'waiting'
  return (
    <span className={classes('relative block overflow-hidden bg-well', className)}>
      {src !== null && is !== 'failed' ? (
        <img
          src={src}
          alt={alt}
          loading={eager ? 'eager' : 'lazy'}
          decoding="async"
          draggable={false}
          onLoad={() => setState({ src, is: 'shown' })}
          onError={() => {
            setState({ src, is: 'failed' })
            onFailed?.()
          }}
          className={classes(
            'absolute inset-0 size-full transition-opacity',
            fit === 'cover' ? 'object-cover' : 'object-contain',
            is === 'shown' ? 'opacity-100' : 'opacity-0',
          )}
        />
      ) : (
        <span role={alt ? 'img' : undefined} aria-label={alt || undefined} className="absolute inset-0 flex items-center justify-center text-text-3">
          <Icon size={20} strokeWidth={1.5} aria-hidden />
        </span>
      )}
    </span>
  )
}
