import type { FoundTool } from '../../../src-shared/media'

/** What another program wrote into a file, as this app names it. */
export interface Found {
  tool: FoundTool
  title: string
  prompt: string
  /** The name of the model. */
  model: string | null
  options: Record<string, string | number>
  tags: string[]
  rating: number | null
  /** Epoch milliseconds. */
  createdAt: number | null
  /** Further facts, for showing. */
  facts: Record<string, string>
}

export function nothingFound(tool: FoundTool): Found {
  return { tool, title: '', prompt: '', model: null, options: {}, tags: [], rating: null, createdAt: null, facts: {} }
}

const mostOptions = 100
const a1111Names: Record<string, string> = { Seed: 'seed', Steps: 'steps', Sampler: 'sampler', 'CFG scale': 'cfgScale', Model: 'model', Size: 'size', 'Schedule type': 'scheduler' }

/**
 * Automatic1111's text: the prompt, perhaps `Negative prompt: …`, and a last line of `Name: value` pairs with commas, a value in JSON quotes where it
 * holds one. A last line of fewer than three pairs belongs to the prompt.
 */
export function readA1111(text: string): Found | null {
  const lines = text.trim().split('\n')
  const last = [...(lines.at(-1) ?? '').matchAll(/\s*([\w \-/]{1,100}):\s*("(?:\\.|[^\\"])*"|[^,]*)(?:,|$)/g)]
  if (last.length < 3) return null
  const found = nothingFound('a1111')
  const negativeAt = lines.findIndex((line) => line.trim().startsWith('Negative prompt:'))
  const promptEnd = negativeAt < 0 ? lines.length - 1 : negativeAt
  found.prompt = lines.slice(0, promptEnd).join('\n').trim()
  if (negativeAt >= 0) {
    const negative = lines.slice(negativeAt, -1).join('\n').trim().slice('Negative prompt:'.length).trim()
    if (negative !== '') found.options['negativePrompt'] = negative
  }
  for (const [, name = '', raw = ''] of last.slice(0, mostOptions)) {
    const value = unquoted(raw.trim())
    const key = a1111Names[name.trim()]
    if (key === 'model') found.model = value
    else if (key !== undefined) found.options[key] = key === 'seed' || key === 'steps' || key === 'cfgScale' ? numberOr(value) : value
    else found.facts[name.trim()] = value
  }
  return found
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text
  try {
    return String(JSON.parse(text))
  } catch {
    return text
  }
}

function numberOr(text: string): string | number {
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

type Json = Record<string, unknown>
const asObject = (value: unknown): Json | null => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null)
const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

function parsed(text: string): Json | null {
  try {
    return asObject(JSON.parse(text))
  } catch {
    return null
  }
}

/** How far links between nodes are followed. */
const mostSteps = 64

/**
 * ComfyUI's `prompt`: the graph that was run, a node by its id with `class_type` and `inputs`; a link is `[id, output]`. From the node that samples,
 * the texts are followed back to where they are typed.
 */
export function readComfy(text: string): Found | null {
  const graph = parsed(text)
  if (graph === null) return null
  const nodes = new Map(Object.entries(graph).flatMap(([id, node]) => (asObject(asObject(node)?.['inputs']) ? [[id, asObject(node)!] as const] : [])))
  if (nodes.size === 0) return null
  const inputsOf = (node: Json) => asObject(node['inputs']) ?? {}
  const linked = (value: unknown): Json | undefined => (Array.isArray(value) ? nodes.get(String(value[0])) : undefined)
  /** The first text or number found by going back along the inputs of these names. */
  const trace = (from: unknown, keys: readonly string[]): string | number | null => {
    let value = from
    for (let step = 0; step < mostSteps; step++) {
      if (typeof value === 'string' || typeof value === 'number') return value
      const node = linked(value)
      if (node === undefined) return null
      const inputs = inputsOf(node)
      const key = keys.find((name) => inputs[name] !== undefined)
      if (key === undefined) return null
      value = inputs[key]
    }
    return null
  }
  const sampler = [...nodes.values()].find((node) => /Sampler/.test(asText(node['class_type'])) && inputsOf(node)['positive'] !== undefined)
  const found = nothingFound('comfyui')
  const textKeys = ['text', 'text_g', 'string', 'prompt', 'value', 'conditioning', 'conditioning_1', 'positive']
  const inputs = sampler ? inputsOf(sampler) : {}
  found.prompt = String(trace(inputs['positive'], textKeys) ?? firstText(nodes) ?? '')
  const negative = trace(inputs['negative'], textKeys)
  if (typeof negative === 'string' && negative !== '') found.options['negativePrompt'] = negative
  for (const [key, names] of Object.entries({ seed: ['seed', 'noise_seed'], steps: ['steps'], cfgScale: ['cfg'], sampler: ['sampler_name'], scheduler: ['scheduler'] })) {
    const name = names.find((one) => inputs[one] !== undefined)
    const value = name === undefined ? null : trace(inputs[name], ['seed', 'noise_seed', 'value', 'int', 'number'])
    if (value !== null) found.options[key] = value
  }
  for (const node of nodes.values()) {
    const name = inputsOf(node)['ckpt_name'] ?? inputsOf(node)['unet_name']
    if (typeof name === 'string') found.model ??= name.replace(/\.(safetensors|ckpt|gguf|sft|pth?)$/i, '')
  }
  return found
}

function firstText(nodes: ReadonlyMap<string, Json>): string | null {
  for (const node of nodes.values()) {
    if (/CLIPTextEncode/.test(asText(node['class_type']))) {
      const text = asObject(node['inputs'])?.['text']
      if (typeof text === 'string') return text
    }
  }
  return null
}

/** InvokeAI's `invokeai_metadata` of today, and `sd-metadata` of its second version. */
export function readInvoke(text: string): Found | null {
  const metadata = parsed(text)
  if (metadata === null) return null
  const found = nothingFound('invokeai')
  const image = asObject(metadata['image'])
  const source = image ?? metadata
  const prompt = source['prompt']
  found.prompt = asText(metadata['positive_prompt']) || (Array.isArray(prompt) ? prompt.map((part) => asText(asObject(part)?.['prompt'])).join(' ') : asText(prompt))
  const negative = asText(metadata['negative_prompt'])
  if (negative !== '') found.options['negativePrompt'] = negative
  for (const [key, names] of Object.entries({ seed: ['seed'], steps: ['steps'], cfgScale: ['cfg_scale'], scheduler: ['scheduler', 'sampler'] })) {
    const value = names.map((name) => source[name]).find((one) => typeof one === 'string' || typeof one === 'number')
    if (value !== undefined) found.options[key] = value as string | number
  }
  const model = asObject(metadata['model'])
  found.model = asText(model?.['name']) || asText(model?.['model_name']) || asText(metadata['model_weights']) || null
  return found.prompt === '' && Object.keys(found.options).length === 0 ? null : found
}
