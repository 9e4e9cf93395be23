import { lookup as resolve, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { AppError } from '../../src-shared/errors'

const ipv4Subnets: readonly [string, number][] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24],
  ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
const ipv6Subnets: readonly [string, number][] = [
  ['::', 128], ['::1', 128], ['64:ff9b::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16],
  ['fc00::', 7], ['fe80::', 10], ['ff00::', 8],
]

const denied = new BlockList()
for (const [net, prefix] of ipv4Subnets) denied.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of ipv6Subnets) denied.addSubnet(net, prefix, 'ipv6')

/** Whether an address may be reached from links that an API hands out: global unicast only. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && !denied.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

export interface CheckedAddress {
  url: URL
  /** It is the configured endpoint's own host and port, on this machine; its addresses are not judged. */
  isEndpoint: boolean
}

/**
 * Judges a link of a result before anything is connected: https on its usual port, no user name in it, nothing on this machine or in private
 * networks. Only while the endpoint itself is on this machine (the sandbox, or a server of one's own), its host and port are allowed too.
 *
 * @throws AppError `download-refused`; the link is not quoted beyond its host.
 */
export function checkAddress(link: string, endpoint: string, from?: URL): CheckedAddress {
  let url: URL
  try {
    url = new URL(link, from)
  } catch (error) {
    throw new AppError('download-refused', 'The link is not an address', { cause: error })
  }
  const host = bareHost(url)
  const refuse = (why: string) => new AppError('download-refused', `Link refused: ${why}`, { details: { host: host.slice(0, 200) } })
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse(`${url.protocol} is not allowed`)
  if (url.username !== '' || url.password !== '') throw refuse('it holds a user name')
  const own = new URL(endpoint)
  if (url.host === own.host && url.protocol === own.protocol && (url.protocol === 'https:' || isLoopback(bareHost(own)))) {
    return { url, isEndpoint: isLoopback(bareHost(own)) }
  }
  if (url.protocol !== 'https:') throw refuse('it is not https')
  if (url.port !== '') throw refuse('it names a port')
  if (host === '' || host === 'localhost' || host.endsWith('.localhost')) throw refuse('it points to this machine')
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw refuse('the address is not a public one')
  return { url, isEndpoint: false }
}

/** Resolves once and lets the connection use only what was checked; one private address among several refuses all. */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    if (error) return callback(error, options.all ? [] : '', 0)
    const refused = addresses.length === 0 || addresses.some(({ address }) => !isPublicAddress(address))
    if (refused) return callback(addressError(hostname), options.all ? [] : '', 0)
    const first = addresses[0] as LookupAddress
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
  })
}

export const refusedAddressCode = 'ERR_ADDRESS_REFUSED'

function addressError(hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} does not lead to a public address`), { code: refusedAddressCode })
}

/** Without brackets and a trailing dot. */
function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}
