/** What an arrival means: orders the steps of redeem, record, link. */
export { handleArrivalEvent } from './handlers.ts';
export { workOnLinking } from './jobs.ts';
export { linkingVisitorRoutes } from './visitors/routes.ts';
