import { readFileSync } from 'node:fs';
import { SIGNERS } from './signers.ts';

const INTRODUCTION = `
A user token says who is signed in on the site. It is a JWT that the site's back end signs, fresh for each click, and that the element
fetches from \`user-token-url\`. It holds:

| claim | value |
|---|---|
| \`sub\` | the site's own id of the account, 1 to 255 characters |
| \`aud\` | the site's id, alone |
| \`exp\` | when it ends, at most 10 minutes away |
| \`jti\` | random, once |
| \`context\` | if you like: comes back with the arrival as your word; its \`dataRef\` wins over the page's \`data-ref\` |
| \`email\`, \`preferred_username\`, \`name\` | if you like: kept masked, as the name under which the account is shown |

HS256 with a secret of the site, or RS256, ES256 or EdDSA with a key whose public half the site gave (\`PATCH /v1/sites/{id}\`,
\`userTokens.keys\` or \`userTokens.jwksUrl\`). The header holds \`alg\`, \`kid\` and \`typ: JWT\`, nothing else that names a key. Clocks
may be 30 seconds apart.

**To change the secret:** create the second one, give it to the back end, remove the first. Both hold meanwhile, and no token fails.

**To begin carefully:** set \`userTokens.mode\` to \`observe\`, look at \`userTokens.observed\` of \`GET /v1/sites/{id}\`, then set \`enforce\`.
`;

/** How to sign user tokens, with the code to copy, as Markdown for the API's document. */
export function describeSigning(): string {
  const pieces = SIGNERS.map(({ language, fence, file, wasRun }) => {
    const note = wasRun ? 'Run against this server by its tests.' : 'Not run by the tests of this version.';
    return `**${language}.** ${note}\n\n\`\`\`${fence}\n${readSigner(file).trimEnd()}\n\`\`\``;
  });
  return [INTRODUCTION.trim(), ...pieces].join('\n\n');
}

/** The text of a signer: the very file that is run. */
function readSigner(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}
