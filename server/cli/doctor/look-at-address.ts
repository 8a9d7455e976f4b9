import { ErrorEnvelope } from '../../../shared/errors.ts';
import { type Finding, findingsOf } from './finding.ts';
import type { Patient } from './patient.ts';
import { isLoopback } from '../is-loopback.ts';
import { type Probe, probe } from './probe.ts';

const finding = findingsOf('address');

/** Whether the platform could reach the server, and would be answered as it expects. */
export async function lookAtAddress(patient: Patient, publicUrl: string): Promise<Finding[]> {
  return [lookAtScheme(publicUrl), await lookAtHandshake(patient, publicUrl)];
}

function lookAtScheme(publicUrl: string): Finding {
  if (publicUrl.startsWith('https:')) return finding('https', 'ok', `${publicUrl} is https.`);
  if (isLoopback(publicUrl)) {
    const detail = `Only this machine reaches ${publicUrl}: enough for the simulator, not for Meta.`;
    return finding('https', 'warning', detail, 'Before Meta is to reach it, set PUBLIC_URL to an https address.');
  }
  const fix =
    'Put TLS with a certificate of a public authority in front of it, and set PUBLIC_URL to the https address.';
  return finding('https', 'wrong', `${publicUrl} is not https: Meta refuses it as a callback URL.`, fix);
}

/** With the verify token the whole handshake is made; without it, a wrong one must be refused in our own words. */
async function lookAtHandshake({ config, clock }: Patient, publicUrl: string): Promise<Finding> {
  const verifyToken = config?.app?.verifyToken;
  const challenge = String(clock.now().getTime());
  const query = { 'hub.mode': 'subscribe', 'hub.verify_token': verifyToken ?? 'of nobody', 'hub.challenge': challenge };
  const address = `${publicUrl}/webhooks/messenger`;
  const answer = await probe(`${address}?${new URLSearchParams(query).toString()}`);
  if (answer.status === null) {
    const detail = `${address} cannot be reached from here (${answer.reason}).`;
    return finding('handshake', 'wrong', detail, fixFor(answer.reason));
  }
  if (verifyToken && answer.status === 200 && answer.body === challenge) {
    return finding('handshake', 'ok', `${address} answers the verification request.`);
  }
  if (refusesToken(answer)) {
    if (!verifyToken) return finding('handshake', 'ok', `${address} leads here; the verify token itself is not known.`);
    const fix = 'Start the server again with the META_VERIFY_TOKEN of this environment, and enter it in the dashboard.';
    return finding('handshake', 'wrong', 'The server does not know the verify token of this environment.', fix);
  }
  const detail = `${address} does not answer as Threadtie does (status ${answer.status}).`;
  return finding('handshake', 'wrong', detail, 'Let the proxy pass /webhooks/ on unchanged, or correct PUBLIC_URL.');
}

function refusesToken(answer: Probe): boolean {
  if (answer.status !== 403) return false;
  const parsed = ErrorEnvelope.safeParse(JSON.parse(answer.body.startsWith('{') ? answer.body : 'null'));
  return parsed.success && parsed.data.error.code === 'verify_token_mismatch';
}

function fixFor(reason: string): string {
  if (/CERT|SELF_SIGNED|SIGNATURE|ALTNAME/.test(reason)) {
    return 'The certificate is not accepted: get one from a public authority; Meta takes no self-signed one.';
  }
  if (reason === 'ENOTFOUND') return 'The name does not exist: correct PUBLIC_URL or the DNS record.';
  return 'Correct PUBLIC_URL, the proxy or the firewall; some networks cannot reach their own public address from inside.';
}
