export { webhooksHandlers } from './handlers'
export { openWebhooks, type Webhooks } from './webhooks'
