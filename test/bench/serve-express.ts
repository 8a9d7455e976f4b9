/** What many begin with, for comparison: Express 5 that checks the signature, reads the JSON, and stores nothing. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import express from 'express';
import { APP_SECRET } from '../soak/server-process.ts';

const port = Number(process.env['PORT']);
const app = express();
app.disable('x-powered-by');
app.use(express.raw({ type: 'application/json', limit: '2mb' }));
app.post('/webhooks/messenger', (request, response) => {
  const body: Buffer = request.body;
  const said = Buffer.from(request.get('x-hub-signature-256') ?? '');
  const expected = Buffer.from(`sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`);
  if (said.length !== expected.length || !timingSafeEqual(said, expected)) {
    response.sendStatus(401);
    return;
  }
  JSON.parse(body.toString());
  response.sendStatus(200);
});
app.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
process.once('SIGTERM', () => process.exit(0));
