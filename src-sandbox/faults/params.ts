/** Parameters of a fault, as they come from JSON. */
export type FaultParams = Record<string, unknown>

export function number(params: FaultParams, name: string, otherwise: number): number {
  const value = params[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}

export function text(params: FaultParams, name: string, otherwise: string): string {
  const value = params[name]
  return typeof value === 'string' ? value : otherwise
}

export function flag(params: FaultParams, name: string): boolean {
  return params[name] === true
}

export function headers(params: FaultParams, name = 'headers'): Record<string, string> {
  const value = params[name]
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, String(item)]))
}

export function sleep(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms).unref())
}
