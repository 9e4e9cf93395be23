/** Playing speed: 0 stands, negative goes back. */
export type Speed = number

const fastest = 8

/** The speed after J (back), K (stand) or L (on); pressing J or L again doubles it. */
export function shuttle(speed: Speed, key: 'j' | 'k' | 'l'): Speed {
  switch (key) {
    case 'k':
      return 0
    case 'l':
      return speed > 0 ? Math.min(fastest, speed * 2) : 1
    case 'j':
      return speed < 0 ? Math.max(-fastest, speed * 2) : -1
  }
}
