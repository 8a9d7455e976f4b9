/** A thread that never stops saying something over a listener; it tells how often that was connected. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { createLog } from '../../../server/base/log.ts';
import { openPostgresListener } from '../../../server/base/storage/index.ts';

let connected = 0;
const tell = (): void => {
  connected++;
  parentPort?.postMessage(connected, []);
};
const listener = await openPostgresListener({
  url: workerData,
  channel: 'tests',
  log: createLog('silent'),
  onPayload: () => undefined,
  onConnected: tell,
});
for (let turn = 0; ; turn++) {
  listener.notify(`word ${turn}`);
  await nextTurn();
}
