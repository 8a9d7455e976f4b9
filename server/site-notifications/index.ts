/** What site back ends are to be told. */
export { type NotificationInput, queueNotification } from './queue-notification.ts';
export { notificationRoutes } from './routes.ts';
export { notificationTables } from './tables.ts';
