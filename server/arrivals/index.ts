/** One record of how somebody came, from all the shapes a click comes back in. */
export { changeSiteUserOfArrivals } from './change-site-user-of-arrivals.ts';
export { completeArrival, listAwaitingArrivals } from './complete-arrival.ts';
export { purgeUnmatchedRefs } from './purge-unmatched-refs.ts';
export { type ArrivalMatch, recordArrival, writeArrivals } from './record-arrival.ts';
export { arrivalRoutes } from './routes.ts';
export { arrivalTables } from './tables.ts';
