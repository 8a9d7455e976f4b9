import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Loads a library by name. Its shape is what its documentation says, so the caller names the part it uses. */
export type Load = <T>(name: string) => T;

/**
 * Installs packages into a folder of their own, without running any script of theirs.
 * @throws {Error} with npm's last lines
 */
export async function installPackages(folder: string, specs: readonly string[]): Promise<Load> {
  await writeFile(join(folder, 'package.json'), '{"private": true}');
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
  const { code, said } = await runNpm(['install', ...flags, ...specs], folder);
  if (code !== 0) throw new Error(`npm could not install the libraries:\n${said.split('\n').slice(-8).join('\n')}`);
  const require = createRequire(join(folder, 'package.json'));
  return <T>(name: string) => require(name) as T;
}

function runNpm(args: readonly string[], cwd: string): Promise<{ code: number; said: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ code: number; said: string }>();
  // The settings that a surrounding `npm run` hands down are those of this project, not of that folder.
  const outer = Object.entries(process.env).filter(
    ([name]) => !/^npm_(?:config_(?:local_)?prefix|package_)/i.test(name),
  );
  const child = spawn('npm', args, { cwd, env: Object.fromEntries(outer), stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.once('error', reject);
  child.once('close', (code) => resolve({ code: code ?? 1, said }));
  return promise;
}
