/** Every table of every room in SQLite's form, for drizzle-kit. */
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

export const { auditEntries } = auditTables.sqlite;
export const { sites, usedUserTokens } = siteTables.sqlite;
export const { apps } = appTables.sqlite;
export const { apiKeys } = apiKeyTables.sqlite;
export const { pages, pageTokens } = pageTables.sqlite;
export const { entryPoints, entryPointAliases } = entryPointTables.sqlite;
export const { threads } = threadTables.sqlite;
export const { refs, visitStages } = refTables.sqlite;
export const { arrivals, unmatchedRefs } = arrivalTables.sqlite;
export const { accountLinks, accountLinkEvents } = accountLinkTables.sqlite;
export const { deliveries, events } = inboxTables.sqlite;
export const { jobs, deadJobs } = queueTables.sqlite;
