import { expect, test } from 'vitest'
import { catalogue } from '../../../src-sandbox/catalogue'
import { googleLanguages, googleVoices } from '../../../src-sandbox/catalogue/voices'
import { priceOf } from '../../../src-sandbox/pricing'
import { rangeOf } from '../../../src-sandbox/validation'
import { call, sandbox } from './client'

test('every family is there, each provider with a face of its own', () => {
  expect(catalogue.length).toBeGreaterThanOrEqual(34)
  expect(new Set(catalogue.map(provider => `${provider.type} ${provider.id}`)).size).toBe(catalogue.length)
  expect(new Set(catalogue.map(provider => provider.description)).size).toBe(catalogue.length)
  const ids = catalogue.map(provider => provider.id)
  expect(ids).toEqual(expect.arrayContaining(['minimax', 'kling', 'runway', 'luma', 'flux-ultra', 'elevenlabs', 'heygen']))
  for (const provider of catalogue) {
    expect(provider.features.length * provider.limitations.length * provider.options.length, provider.id).toBeGreaterThan(0)
    for (const name of Object.keys(provider.pricing.factors ?? {})) {
      const option = provider.options.find(candidate => candidate.name === name)
      expect(option, `${provider.id} prices ${name}`).toBeDefined()
    }
    for (const option of provider.options) {
      const range = rangeOf(option)
      if (range) expect(range.low, `${provider.id} ${option.name}`).toBeLessThan(range.high)
    }
  }
})

test('over 380 voices in over 50 languages', () => {
  expect(googleVoices.length).toBeGreaterThan(380)
  expect(new Set(googleVoices).size).toBe(googleVoices.length)
  expect(googleLanguages.length).toBeGreaterThan(50)
})

test('the price follows the options, and one price is not told beforehand', async () => {
  const kling = catalogue.find(provider => provider.id === 'kling')
  if (!kling) throw new Error('There is no kling')
  expect(priceOf(kling, {}, '')).toBe(12)
  expect(priceOf(kling, { mode: 'pro', duration: 10 }, '')).toBe(36)
  const server = await sandbox()
  const answer = await call(server, { query: '{ providers(type: IMAGE) { id pricing { creditCost estimatedTime } } }' })
  expect(answer.data?.['providers']).toContainEqual({ id: 'flux-tuned', pricing: { creditCost: null, estimatedTime: 1 } })
})
