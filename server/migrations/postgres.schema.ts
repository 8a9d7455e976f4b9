/** Every table of every room in Postgres's form, for drizzle-kit. */
import { accountLinkTables } from '../account-links/tables.ts';
import { apiKeyTables } from '../api-keys/tables.ts';
import { appTables } from '../apps/tables.ts';
import { arrivalTables } from '../arrivals/tables.ts';
import { auditTables } from '../audit/tables.ts';
import { queueTables } from '../base/queue/tables.ts';
import { entryPointTables } from '../entry-points/tables.ts';
import { inboxTables } from '../inbox/tables.ts';
import { pageTables } from '../pages/tables.ts';
import { refTables } from '../refs/tables.ts';
import { siteTables } from '../sites/tables.ts';
import { threadTables } from '../threads/tables.ts';

export const { auditEntries } = auditTables.postgres;
export const { sites, usedUserTokens } = siteTables.postgres;
export const { apps } = appTables.postgres;
export const { apiKeys } = apiKeyTables.postgres;
export const { pages, pageTokens } = pageTables.postgres;
export const { entryPoints, entryPointAliases } = entryPointTables.postgres;
export const { threads } = threadTables.postgres;
export const { refs, visitStages } = refTables.postgres;
export const { arrivals, unmatchedRefs } = arrivalTables.postgres;
export const { accountLinks, accountLinkEvents } = accountLinkTables.postgres;
export const { deliveries, events } = inboxTables.postgres;
export const { jobs, deadJobs } = queueTables.postgres;
