/** An answer as no API should give one. */
export interface Hostile {
  name: string
  status: number
  headers: Record<string, string>
  text: string
}

const generation = { id: 'gen_x', status: 'COMPLETED', type: 'IMAGE', provider: 'x', url: 'https://results.example/x.png', metadata: null, creditCost: 1, estimatedTime: 1 }
const strange: [string, unknown][] = [
  ['null', null], ['true', true], ['nothing', ''], ['a blank', ' '], ['zero', 0], ['a negative number', -1], ['a fraction', 0.5], ['beyond what is exact', 2 ** 53 + 2],
  ['1e400 as text', '1e400'], ['a list', []], ['a nested list', [[[]]]], ['an object', {}], ['a deep object', { a: { b: { c: {} } } }], ['a line break', 'a\nb'],
  ['a null character', 'a\u0000b'], ['a turned direction', '\u202Egnp.exe'], ['a lone surrogate', '\uD800'], ['ten thousand characters', 'x'.repeat(10_000)],
  ['markup', '<img src=x onerror=alert(1)>'], ['SQL', "'; DROP TABLE jobs; --"], ['a path', '../../etc/passwd'], ['a number as text', '42'],
]
const fields = ['id', 'status', 'type', 'provider', 'url', 'creditCost', 'estimatedTime', 'progress', 'error', 'errorCode'] as const

function body(data: unknown): string {
  return JSON.stringify({ data })
}

/** Under both names, so that it answers a submit as well as a poll. */
function data(value: unknown): string {
  return body({ generate: value, g0: value })
}

/** More than three hundred malformed or hostile answers, each with a name. */
export function hostileAnswers(): Hostile[] {
  const all: Hostile[] = []
  const add = (name: string, text: string, status = 200, headers: Record<string, string> = {}) => all.push({ name, status, headers, text })

  for (const field of fields) for (const [what, value] of strange) add(`${field} is ${what}`, data({ ...generation, [field]: value }))
  for (const [what, value] of strange) {
    add(`data is ${what}`, body(value))
    add(`the generation is ${what}`, data(value === null ? { id: null } : value))
    add(`errors are ${what}`, JSON.stringify({ data: null, errors: value }))
    add(`a code is ${what}`, JSON.stringify({ data: null, errors: [{ message: 'Refused', extensions: { code: value } }] }))
  }
  for (const [name, text] of brokenTexts) add(name, text)
  for (const status of [100 + 101, 203, 206, 226, 400, 402, 404, 405, 406, 408, 410, 411, 413, 414, 415, 417, 418, 421, 423, 425, 426, 428, 431, 451, 500, 501, 503, 505, 507, 508, 511, 520, 599]) {
    add(`${status} with a page`, '<html></html>', status, { 'content-type': 'text/html' })
  }
  for (const [name, headers] of headerCases) add(name, data(null), 200, headers)
  return all
}

const brokenTexts: [string, string][] = [
  ['nothing at all', ''], ['only blanks', '   \n '], ['a number', '42'], ['a word', '"ok"'], ['null alone', 'null'], ['a list alone', '[]'], ['half an object', '{"data":'],
  ['two objects', '{"data":{}}{"data":{}}'], ['a comma at the end', '{"data":{},}'], ['single quotes', "{'data':{}}"], ['a remark', '{"data":{}/* so */}'],
  ['NaN', '{"data":{"generate":{"id":"x","creditCost":NaN}}}'], ['Infinity', '{"data":{"generate":{"id":"x","creditCost":Infinity}}}'],
  ['a number too large for any', '{"data":{"generate":{"id":"x","creditCost":1e999}}}'], ['a name twice', '{"data":{"generate":{"id":"a","id":"b"}}}'],
  ['data twice', '{"data":null,"data":{"generate":{"id":"a"}}}'], ['__proto__', '{"data":{"generate":{"__proto__":{"id":"a"}}}}'],
  ['a constructor', '{"data":{"generate":{"constructor":{"prototype":{"id":"a"}}}}}'], ['a byte order mark', '\uFEFF{"data":{"generate":null}}'],
  ['a null character', '{"data":{"generate":null}}\u0000'], ['forty levels', `{"data":${'['.repeat(40)}${']'.repeat(40)}}`], ['two hundred levels', `{"data":${'['.repeat(200)}${']'.repeat(200)}}`],
  ['a hundred thousand levels', '['.repeat(100_000)], ['ten thousand errors', JSON.stringify({ errors: Array.from({ length: 10_000 }, () => ({ message: 'x' })) })],
  ['a message of a megabyte', JSON.stringify({ data: null, errors: [{ message: 'x'.repeat(1_000_000) }] })],
  ['a message that is an object', '{"data":null,"errors":[{"message":{"toString":"x"}}]}'], ['an error that is null', '{"data":null,"errors":[null]}'],
  ['errors by name', '{"data":null,"errors":{"message":"x"}}'], ['a path of objects', '{"data":null,"errors":[{"message":"x","path":[{}]}]}'],
  ['success and refusal at once', '{"data":{"generate":null},"errors":[{"message":"x","extensions":{"code":"INSUFFICIENT_CREDITS"}},{"message":"y","extensions":{"code":"INVALID_INPUT"}}]}'],
  ['a code in small letters', '{"data":null,"errors":[{"message":"x","extensions":{"code":"provider_unavailable"}}]}'], ['HTML', '<!doctype html><title>Sign in</title>'],
  ['XML', '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'], ['an event stream', 'data: {"data":{}}\n\n'], ['a multipart', '--x\r\ncontent-type: application/json\r\n\r\n{}\r\n--x--'],
  ['base64', 'eyJkYXRhIjp7fX0='], ['a script', ")]}',\n{\"data\":{}}"], ['a huge number of names', JSON.stringify({ data: Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`n${index}`, index])) })],
  ['extensions alone', '{"extensions":{"cost":1}}'], ['an incremental answer', '{"data":{"generate":null},"hasNext":true}'],
]

const headerCases: [string, Record<string, string>][] = [
  ['Latin-1', { 'content-type': 'application/json; charset=latin1' }], ['a picture', { 'content-type': 'image/png' }], ['an unknown coding', { 'content-encoding': 'zstd' }],
  ['gzip that is none', { 'content-encoding': 'gzip' }], ['brotli that is none', { 'content-encoding': 'br' }], ['deflate that is none', { 'content-encoding': 'deflate' }],
  ['two codings', { 'content-encoding': 'gzip, gzip' }], ['a limit that is no number', { 'x-ratelimit-limit': 'many', 'x-ratelimit-remaining': '-3' }],
  ['a date that is none', { date: 'yesterday' }], ['a cookie', { 'set-cookie': 'a=b; Domain=example.org' }], ['a hundred headers', Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`x-h${index}`, 'v']))],
]
