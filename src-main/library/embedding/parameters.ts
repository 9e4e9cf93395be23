import type { MediaItem } from '../../../src-shared/media'

/** What may leave with a file: named one by one, so that nothing else (what it cost, how the API knows it) ever does. */
export interface Parameters {
  title: string
  prompt: string
  model: string | null
  type: string | null
  options: Record<string, unknown>
  tags: string[]
  rating: number
}

export function parametersOf(item: Pick<MediaItem, 'title' | 'prompt' | 'provider' | 'type' | 'options' | 'tags' | 'rating'>): Parameters {
  return { title: item.title, prompt: item.prompt, model: item.provider, type: item.type, options: item.options, tags: item.tags, rating: item.rating }
}

/** As this app reads it again: in one text that begins so. */
export function parametersText(parameters: Parameters): string {
  return JSON.stringify({ 'doitong-studio': parameters })
}

export function xmpPacket(parameters: Parameters): string {
  const text = (value: string) =>
    value.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
  const alternative = (name: string, value: string) => (value === '' ? '' : `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${text(value)}</rdf:li></rdf:Alt></${name}>`)
  const bag = parameters.tags.map((tag) => `<rdf:li>${text(tag)}</rdf:li>`).join('')
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:studio="https://doitong.com/ns/studio/1.0/" xmp:Rating="${parameters.rating}">${alternative('dc:title', parameters.title)}${alternative('dc:description', parameters.prompt)}${bag === '' ? '' : `<dc:subject><rdf:Bag>${bag}</rdf:Bag></dc:subject>`}<studio:Parameters>${text(parametersText(parameters))}</studio:Parameters></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`
}
