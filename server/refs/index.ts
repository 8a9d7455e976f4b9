/** Visit refs: the bridge between a visit on the site and a thread in Messenger. */
export { changeSiteUserOfRefs } from './change-site-user-of-refs.ts';
export { findSiteUserOfVisit } from './find-site-user-of-visit.ts';
export { getVisit } from './get-visit.ts';
export { describeIdentity } from './identity-message.ts';
export { VISIT_REGISTERED_LATE } from './jobs.ts';
export { mintLinkVisit } from './mint-link-visit.ts';
export { openProvenVisit, type ProvenVisit } from './open-proven-visit.ts';
export { purgeRefs } from './purge-refs.ts';
export { recordStage } from './record-stage.ts';
export { redeemRef, redeemRefById, type Redemption } from './redeem-ref.ts';
export { setVisitQuestion } from './set-visit-question.ts';
export { createStageCounter, type StageCounter } from './stage-counter.ts';
export { stageRoutes } from './stages/routes.ts';
export { refRoutes } from './routes.ts';
export { refTables } from './tables.ts';
