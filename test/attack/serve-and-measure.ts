/** The server's own entry, which also writes its greatest memory so far (bytes) into a file: `node serve-and-measure.ts <file>`. */
import { renameSync, writeFileSync } from 'node:fs';

const [file = ''] = process.argv.slice(2);
let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
  writeFileSync(`${file}.new`, String(peak));
  renameSync(`${file}.new`, file);
}, 25).unref();
await import('../../server/main.ts');
