import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkAddress, isPublicAddress } from '../../../../src-main/downloads/address'

const real = 'https://api.doitong.com/graphql'
const sandbox = 'http://127.0.0.1:4100/graphql'

describe('links of results', () => {
  test.each([
    'http://cdn.example.com/a.mp4', 'file:///etc/passwd', 'data:video/mp4;base64,AAAA', 'ftp://cdn.example.com/a', 'javascript:alert(1)', 'blob:https://x/y',
    'https://user:pass@cdn.example.com/a', 'https://cdn.example.com:8443/a', 'https://localhost/a', 'https://localhost./a', 'https://a.localhost/a',
    'https://127.0.0.1/a', 'https://0x7f.1/a', 'https://2130706433/a', 'https://0177.0.0.1/a', 'https://[::1]/a', 'https://[::ffff:127.0.0.1]/a',
    'https://169.254.169.254/latest', 'https://10.0.0.1/a', 'https://192.168.1.1/a', 'https://172.16.5.5/a', 'https://100.64.0.1/a', 'https://0.0.0.0/a',
    'https://[fe80::1]/a', 'https://[fd00::1]/a', 'https://[64:ff9b::7f00:1]/a', 'https://[2002:7f00:1::]/a', 'http://127.0.0.1:4100/a', 'not a link', '',
  ])('%s is refused', (link) => {
    expect(() => checkAddress(link, real)).toThrow(expect.objectContaining({ code: 'download-refused' }) as Error)
  })

  test.each(['https://cdn.example.com/a.mp4?sig=1', 'https://CDN.EXAMPLE.COM./a', 'https://8.8.8.8/a', 'https://[2606:4700::1111]/a', 'https://bücher.example/a'])('%s is fine', (link) => {
    expect(checkAddress(link, real).isEndpoint).toBe(false)
  })

  test('on this machine only the endpoint itself, while it is there', () => {
    expect(checkAddress('http://127.0.0.1:4100/files/a.png', sandbox).isEndpoint).toBe(true)
    for (const link of ['http://127.0.0.1:4101/a', 'http://127.0.0.2:4100/a', 'http://localhost:4100/a', 'https://127.0.0.1:4100/a', 'http://cdn.example.com/a']) {
      expect(() => checkAddress(link, sandbox), link).toThrow(expect.objectContaining({ code: 'download-refused' }) as Error)
    }
  })

  test('a redirect is judged like a link', () => {
    const from = new URL('https://cdn.example.com/a')
    expect(checkAddress('/b', real, from).url.href).toBe('https://cdn.example.com/b')
    expect(() => checkAddress('http://cdn.example.com/b', real, from)).toThrow()
    expect(() => checkAddress('//169.254.169.254/', real, from)).toThrow()
  })

  test('no private address passes in any writing', () => {
    fc.assert(fc.property(fc.constantFrom(10, 127, 0, 224, 240), fc.nat(255), fc.nat(255), fc.nat(255), (a, b, c, d) => {
      const text = `${a}.${b}.${c}.${d}`
      expect(isPublicAddress(text)).toBe(false)
      expect(isPublicAddress(`::ffff:${text}`)).toBe(false)
    }))
    expect(isPublicAddress('not an address')).toBe(false)
  })
})
