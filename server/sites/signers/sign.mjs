import { createHmac, randomBytes } from 'node:crypto';

/** A user token for whoever is signed in: make a fresh one for each request, and never send the secret to a browser. */
export function signUserToken(secret, siteId, userId) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 300;
  const claims = { sub: userId, aud: siteId, exp, jti: randomBytes(16).toString('hex') };
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

// USER_TOKEN_SECRET=... node sign.mjs SITE_ID USER_ID
if (process.argv[1]?.endsWith('sign.mjs')) {
  process.stdout.write(signUserToken(process.env.USER_TOKEN_SECRET, process.argv[2], process.argv[3]));
}
