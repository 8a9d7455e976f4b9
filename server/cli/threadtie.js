#!/usr/bin/env node
// Plain JavaScript, so that a Node too old to read the server's TypeScript can still say so.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`\n  Threadtie needs Node 22.18 or newer; this is ${process.version}.`);
  console.error('  Run it with "npx threadtie" after "npm ci": the right Node comes with the packages.\n');
  process.exit(1);
}

await import('./main.ts');
