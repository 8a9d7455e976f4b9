import { z } from 'zod';
import { Instant } from './list.ts';
import { WebAddress } from './web-address.ts';

/** Most secrets a site has at a time: the one its back end signs with, and the one before or after it. */
export const MAX_USER_TOKEN_SECRETS = 2;

/** Shortest secret for HS256, in bytes of UTF-8. */
export const MIN_USER_TOKEN_SECRET_BYTES = 32;

/** How user tokens may be signed with a private key of the site's own. */
export const PUBLIC_KEY_ALGORITHMS = ['RS256', 'ES256', 'EdDSA'] as const;
export type PublicKeyAlgorithm = (typeof PUBLIC_KEY_ALGORITHMS)[number];

export const UserTokenMode = z
  .enum(['off', 'observe', 'enforce'])
  .describe(
    'off: tokens are not looked at. observe: they are checked and counted, and no visit gets an identity. enforce: a token that holds gives the visit its identity.',
  );
export type UserTokenMode = z.infer<typeof UserTokenMode>;

const KeyId = z.string().min(1).max(200);

/** A JSON Web Key. Which fields it has depends on its type; what does not belong to a public key is refused. */
const Jwk = z.record(z.string().max(40), z.unknown());

export const UserTokenKeyInput = z.object({
  kid: KeyId.describe("The `kid` in the token's header."),
  alg: z.enum(PUBLIC_KEY_ALGORITHMS),
  key: z
    .union([z.string().max(10_000), Jwk])
    .describe('The public key: PEM, or a JWK. RSA of at least 2048 bits, P-256, or Ed25519. Never the private one.'),
});
export type UserTokenKeyInput = z.infer<typeof UserTokenKeyInput>;

export const UpdateUserTokens = z
  .object({
    mode: UserTokenMode,
    keys: z.array(UserTokenKeyInput).max(10).describe('All public keys: those that are not in the list are removed.'),
    jwksUrl: WebAddress.nullable().describe("Where the site's public keys stand as a JWKS; null: nowhere."),
  })
  .partial();
export type UpdateUserTokens = z.infer<typeof UpdateUserTokens>;

export const UserTokenSecret = z.object({ id: z.string(), createdAt: Instant });
export type UserTokenSecret = z.infer<typeof UserTokenSecret>;

export const CreateUserTokenSecretBody = z.object({
  secret: z
    .string()
    .min(MIN_USER_TOKEN_SECRET_BYTES)
    .max(500)
    .regex(/^(?!\{)[\x21-\x7e]+$/, 'Expected at least 32 visible ASCII characters without spaces, and no key as JSON.')
    .optional()
    .describe('One of your own, where the back end has it already; left out, a random one is made, which is better.'),
});
export type CreateUserTokenSecretBody = z.infer<typeof CreateUserTokenSecretBody>;

export const CreatedUserTokenSecret = UserTokenSecret.extend({
  secret: z.string().describe('Signs the user tokens of this site (HS256). Shown once.'),
});
export type CreatedUserTokenSecret = z.infer<typeof CreatedUserTokenSecret>;

export const JwksState = z.object({
  keys: z.number().int().describe('How many keys of the last good answer are used.'),
  ignored: z.number().int().describe('How many are not: of another kind, too short, private, or two with one kid.'),
  fetchedAt: Instant.nullable().describe(
    'When keys were last read; they are used for 24 hours without another answer.',
  ),
  failingSince: Instant.nullable().describe('Since when the address gives no good answer; null: it does.'),
  failure: z.string().nullable().describe('What is wrong with it.'),
});
export type JwksState = z.infer<typeof JwksState>;

export const UserTokens = z.object({
  mode: UserTokenMode,
  secrets: z.array(UserTokenSecret),
  keys: z.array(
    z.object({ kid: z.string(), alg: z.enum(PUBLIC_KEY_ALGORITHMS), key: z.record(z.string(), z.string()) }),
  ),
  jwksUrl: z.string().nullable(),
  jwks: JwksState.nullable().describe('What came of the address; null until it was asked for the first time.'),
  observed: z
    .object({ since: Instant, accepted: z.number().int(), refused: z.record(z.string(), z.number().int()) })
    .nullable()
    .describe('What the tokens were worth since the site was last set to observe, by the code of their refusal.'),
});
export type UserTokens = z.infer<typeof UserTokens>;
