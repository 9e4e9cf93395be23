export { webhooksHandlers } from './handlers'
export { openWebhooks } from './webhooks'
