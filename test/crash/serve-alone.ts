/** The server without the simulator that its configuration names: that one lives in another process, and stays. */
import { readConfig } from '../../server/config.ts';
import { serve } from '../../server/serve.ts';

const { url } = await serve(readConfig());
console.log(url);
