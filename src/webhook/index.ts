// All of this is in a bundle of its own, dist/webhook.js, which is loaded when webhooks are switched on.
export { WebhookDeliveries } from './deliveries';
export { startReceiver } from './receiver';
export { Webhooks } from './webhooks';
