import type { Probe } from '../media'

/** In what pictures differ so that their packets cannot follow one another; null when they match. */
export function differenceOf(probes: readonly Probe[]): string | null {
  const [first, ...others] = probes as [Probe, ...Probe[]]
  const facts: [string, (probe: Probe) => unknown][] = [
    ['codec', (probe) => probe.videoCodec],
    ['container', (probe) => containerFamily(probe)],
    ['size', (probe) => `${probe.video?.codedWidth} ${probe.video?.codedHeight}`],
    ['rotation', (probe) => probe.video?.rotationDegrees],
    ['pixel aspect', (probe) => probe.video?.sampleAspect ?? '1:1'],
    ['pixel format', (probe) => probe.video?.pixelFormat],
    ['colours', (probe) => JSON.stringify(probe.video?.color)],
  ]
  return facts.find(([, of]) => others.some((probe) => of(probe) !== of(first)))?.[0] ?? null
}

/** What is cut into the same kind of file. */
function containerFamily({ container }: Probe): string {
  return container === 'mov' || container === 'mpegts' ? 'mp4' : container
}
