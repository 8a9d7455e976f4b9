import type { Command } from 'commander';
import { systemClock } from '../../base/clock.ts';
import { type Config, ConfigError, readClientConfig, readConfig } from '../../config.ts';
import { apiCommand, type ApiOptions, clientIfKey } from '../api-command.ts';
import { counted } from '../counted.ts';
import { examine } from '../doctor/examine.ts';
import type { Patient } from '../doctor/patient.ts';
import { countFindings, printFindings } from '../doctor/print-findings.ts';
import { isLoopback } from '../is-loopback.ts';
import { FailedError } from '../failed-error.ts';
import { printJson } from '../print.ts';

interface DoctorOptions extends ApiOptions {
  readonly page?: string;
  readonly stored?: true;
}

const EXAMPLES = `
Looks at the settings of this machine, the server, its public address, apps, Pages, sites, inbox and clocks, and names what
only the owner of the app can see. Ends with 0 when nothing is wrong, 1 when something is.

Examples:
  threadtie doctor
  threadtie doctor --page 1067280970047460
  threadtie doctor --json | jq '.findings[] | select(.state == "wrong")'`;

/** `threadtie doctor`: the whole set-up as a checklist, with what to do. */
export function doctorCommand(): Command {
  return apiCommand('doctor', 'look at the whole set-up, and say what to do')
    .option('--page <id>', 'look at this Page alone')
    .option('--stored', 'do not look at the Pages anew: show what was found last')
    .addHelpText('after', EXAMPLES)
    .action(diagnose);
}

async function diagnose(options: DoctorOptions): Promise<void> {
  const { config, error } = readSettings(options.url);
  const patient = patientOf(options, config);
  const findings = await examine(patient, error);
  const counts = countFindings(findings);
  if (options.json) {
    const state = counts.wrong > 0 ? 'wrong' : 'ok';
    printJson({ state, server: patient.url, checkedAt: patient.clock.now().toISOString(), counts, findings });
  } else printFindings(findings);
  if (counts.wrong > 0) throw new FailedError(`${counted(counts.wrong, 'thing is', 'things are')} wrong.`);
}

function patientOf(options: DoctorOptions, config: Config | null): Patient {
  return {
    url: options.url,
    client: clientIfKey(options),
    config,
    metricsToken: readClientConfig().metricsToken,
    clock: systemClock,
    pageId: options.page ?? null,
    looksAnew: options.stored !== true,
  };
}

/** The environment counts only where the server can be on this machine. */
function readSettings(url: string): { readonly config: Config | null; readonly error: ConfigError | null } {
  if (!isLoopback(url)) return { config: null, error: null };
  try {
    return { config: readConfig(), error: null };
  } catch (error) {
    if (error instanceof ConfigError) return { config: null, error };
    throw error;
  }
}
