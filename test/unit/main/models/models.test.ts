import { describe, expect, test } from 'vitest'
import { sandbox } from '../../sandbox/client'
import { openDesk } from '../queue/desk'

describe('the list of models', () => {
  test('is shipped at first, without a price that nobody told; then asked for in one request, and remembered', async () => {
    const server = await sandbox()
    const desk = openDesk({ sandbox: server })
    const shipped = desk.models.list()
    expect(shipped).toMatchObject({ source: 'shipped', fetchedAt: null })
    expect(shipped.providers.length).toBeGreaterThan(0)
    expect(shipped.providers.every((provider) => provider.creditCost === null && provider.estimatedSeconds === null)).toBe(true)
    await desk.until(() => desk.events, (events) => events.some((event) => event.name === 'models.changed'))
    const asked = desk.models.list()
    expect(asked.source).toBe('network')
    expect(new Set(asked.providers.map((provider) => provider.type))).toEqual(new Set(['IMAGE', 'VIDEO', 'AUDIO', 'AVATAR']))
    expect(asked.providers.length).toBeGreaterThanOrEqual(30)
    expect(server.control.requests()).toHaveLength(1)
    expect(desk.models.find(desk.account().id, 'IMAGE/flux-dev')?.creditCost).toBeGreaterThan(0)
    expect(desk.models.setFavourite('IMAGE/flux-dev', true).favourites).toEqual(['IMAGE/flux-dev'])
    const { folder } = desk
    await desk.close()
    const again = openDesk({ sandbox: { url: 'http://127.0.0.1:9/graphql', key: '' }, folder })
    expect(again.models.list()).toMatchObject({ source: 'cache', favourites: ['IMAGE/flux-dev'] })
    await expect(again.models.refresh()).rejects.toMatchObject({ code: 'offline' })
    expect(again.models.list().source).toBe('cache')
  })

  test('a key is tested by a free question', async () => {
    const server = await sandbox()
    const desk = openDesk({ sandbox: server })
    expect(await desk.api.checkKey(server.url, server.key)).toMatchObject({ accepted: true, host: new URL(server.url).host })
    expect(await desk.api.checkKey(server.url, 'wrong')).toMatchObject({ accepted: false, models: null })
    await expect(desk.api.checkKey('http://127.0.0.1:9/graphql', 'any')).rejects.toMatchObject({ code: 'offline' })
    expect(server.control.ledger()).toEqual([])
  })
})
