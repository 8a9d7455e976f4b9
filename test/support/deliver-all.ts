import type { ControlClient } from '../../server/simulator/control/control-client.ts';

const PATIENCE_MS = 40_000;

/** Has the simulator deliver what it still holds, and waits until nothing is on its way. */
export async function deliverAll(control: Pick<ControlClient, 'flush' | 'deliveries'>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  await control.flush();
  while ((await control.deliveries()).some(({ status }) => status === 'pending')) {
    if (Date.now() > end) throw new Error('The simulator has not delivered everything in time.');
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}
