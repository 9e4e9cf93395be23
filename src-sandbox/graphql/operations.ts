import { parse, type DocumentNode, type OperationDefinitionNode } from 'graphql'

/** What a request asks for, known before it is executed. */
export interface RequestedOperation {
  /** Root fields in order, aliases resolved: `['generation', 'generation']`. Empty when the document cannot be read. */
  fields: string[]
  isMutation: boolean
  /** Of `generate`, where the variables name one. */
  provider: string | null
}

/** Reads a request body without executing it. */
export function readOperation(body: string): RequestedOperation {
  try {
    const parsed = JSON.parse(body) as { query?: unknown; operationName?: unknown; variables?: { input?: { provider?: unknown; model?: unknown } } }
    const document = parse(String(parsed.query ?? ''), { noLocation: true })
    const operation = chosen(document, typeof parsed.operationName === 'string' ? parsed.operationName : null)
    const fields = operation?.selectionSet.selections.flatMap(selection => (selection.kind === 'Field' ? [selection.name.value] : [])) ?? []
    const provider = parsed.variables?.input?.provider ?? parsed.variables?.input?.model
    return { fields, isMutation: operation?.operation === 'mutation', provider: typeof provider === 'string' ? provider : null }
  } catch {
    return { fields: [], isMutation: false, provider: null }
  }
}

function chosen(document: DocumentNode, name: string | null): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter(definition => definition.kind === 'OperationDefinition')
  return name === null ? operations[0] : operations.find(operation => operation.name?.value === name)
}
