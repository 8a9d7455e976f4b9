import { expect, it } from 'vitest';
import { recordStep } from '../../../server/pages/connect/record-step.ts';
import { onBothDialects } from '../../support/both-dialects.ts';

onBothDialects('a step', (server) => {
  it('that fails by a fault of ours says so, and where to look, but nothing of the fault itself', async () => {
    const started = await server().api('POST', '/v1/page-connections', { body: { userToken: 'EAAx' } });
    const step = {
      connectionId: started.body.id,
      name: 'subscribe_app' as const,
      pageId: '',
      state: 'todo' as const,
      revision: 0,
      tries: 0,
      problem: null,
      detail: null,
      fix: null,
      at: null,
    };
    const ctx = { ...server().server.ctx, requestId: 'job_77' };
    const noted = await recordStep(ctx, step, () => Promise.reject(new TypeError('secret inside')), null);
    expect(noted).toMatchObject({ state: 'failed', problem: null, retryAt: null });
    const { body } = await server().api('GET', `/v1/page-connections/${started.body.id}`);
    const text = JSON.stringify(body.steps);
    expect(text).toContain('job_77');
    expect(text).not.toContain('secret inside');
  });
});
