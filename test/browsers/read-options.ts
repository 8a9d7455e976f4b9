import { parseArgs } from 'node:util';

/** What `npm run test:browsers` is asked for. */
export interface Options {
  readonly help: boolean;
  readonly json: boolean;
  /** Names of browsers, in small letters; all of them without any. */
  readonly engines: readonly string[];
  /** Only rules or areas with this in their name. */
  readonly rule: string;
}

/** What the command can be told. */
export const USAGE = `npm run test:browsers -- [--engine NAME]... [--rule TEXT] [--json]

Tries the widget's rules in Chromium, Firefox and WebKit and draws which holds where.

  --engine NAME  only this browser: chromium, firefox or webkit; may be said more than once
  --rule TEXT    only rules, or areas of them, with this in their name
  --json         what came of it as JSON on standard output; what goes on meanwhile is said on standard error
  --help         this

Ends with 0 when every rule that can be tried holds, with 1 when one does not or a browser is missing, with 2 when the
command was not understood. What an engine, or what drives it, cannot do is "n/a" with the reason and counts as neither.
Firefox and WebKit come from the packages firefox-esr, webkit2gtk-driver and xvfb of Debian; what drives Firefox is fetched
from the package registry.`;

/**
 * Reads the arguments of the command.
 * @throws {TypeError} with what was not understood
 */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      engine: { type: 'string', multiple: true, default: [] },
      rule: { type: 'string', default: '' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const engines = [...values.engine, ...positionals].map((name) => name.toLowerCase());
  const stranger = engines.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new TypeError(`There is no browser "${stranger}": known are ${known.join(', ')}.`);
  return { help: values.help, json: values.json, rule: values.rule.toLowerCase(), engines };
}
