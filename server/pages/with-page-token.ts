import type { ProblemCode } from '../../shared/api/pages.ts';
import type { Ctx } from '../base/ctx.ts';
import { ThreadtieError } from '../base/errors.ts';
import { type GraphCaller, GraphError } from '../graph/index.ts';
import { noteCallError } from './health/note-call-error.ts';
import { PROBLEM_GUIDES } from './health/problem-guide.ts';
import { openPageCaller } from './open-page-caller.ts';
import type { AppPage } from './store.ts';

/**
 * Calls the platform for a Page. Nothing is called with a token that is known to be dead; what an error says of the Page is
 * noted before it is thrown on.
 * @throws {ThreadtieError} `page_broken` without a call, `not_found` when the app has no token for the Page
 * @throws {GraphError} what the platform refused
 */
export async function withPageToken<T>(ctx: Ctx, key: AppPage, work: (caller: GraphCaller) => Promise<T>): Promise<T> {
  const { caller, token } = await openPageCaller(ctx, key);
  if (token.state === 'dead') throw pageBroken(key, token.problem ?? 'token_invalid');
  try {
    return await work(caller);
  } catch (error) {
    if (error instanceof GraphError && error.problem) await noteCallError(ctx, token, error);
    throw error;
  }
}

function pageBroken({ pageId }: AppPage, problem: ProblemCode): ThreadtieError {
  const { evidence, whatToDo } = PROBLEM_GUIDES[problem];
  return new ThreadtieError('page_broken', `Nothing can be sent as the Page "${pageId}". ${evidence}`, whatToDo);
}
