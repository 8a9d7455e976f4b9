/** Visit refs: the bridge between a visit on the site and a thread in Messenger. */
export { purgeRefs, VISIT_REGISTERED_LATE } from './jobs.ts';
export { mintLinkVisit } from './mint-visit-ref.ts';
export { recordStage } from './record-stage.ts';
export { redeemRef, redeemRefById, type Redemption } from './redeem-ref.ts';
export { refRoutes } from './routes.ts';
export { refTables } from './tables.ts';
