import { expect, it } from 'vitest';
import { recordStage } from '../../server/refs/index.ts';
import { VISIT_CHANGED } from '../../server/refs/record-stage.ts';
import { onBothDialects } from '../support/both-dialects.ts';
import { createShop, registerVisit } from '../support/server.ts';

onBothDialects('recording a stage of a visit', (server) => {
  it('signals only what is new, also beside what is not', async () => {
    const { ctx } = server().server;
    const shop = await createShop(server());
    const [known, fresh] = [
      (await registerVisit(server(), shop)).body.id,
      (await registerVisit(server(), shop)).body.id,
    ];
    const heard: string[] = [];
    const stop = ctx.signals.on(VISIT_CHANGED, (refId) => heard.push(refId));
    await recordStage(ctx, { refId: known, stage: 'arrived' });
    await expect.poll(() => heard).toEqual([known]);
    await recordStage(ctx, { refId: known, stage: 'arrived' });
    await ctx.storage.write(async () => {
      await recordStage(ctx, { refId: known, stage: 'arrived' });
      await recordStage(ctx, { refId: fresh, stage: 'arrived' });
    });
    await expect.poll(() => heard).toContain(fresh);
    expect(heard).toEqual([known, fresh]);
    stop();
  });
});
