import type { ErrorCode } from '../../shared/errors.ts';
import { ThreadtieError } from '../base/errors.ts';
import type { GraphError } from './graph-error.ts';

/** A failed call as our own API answers it: what the platform said by its codes, and what to do about it. */
export function toThreadtieError(error: GraphError): ThreadtieError {
  return new ThreadtieError(codeOf(error), messageOf(error), error.sentence, { cause: error });
}

function codeOf(error: GraphError): ErrorCode {
  switch (error.verdict) {
    case 'later':
      return 'platform_busy';
    case 'page_broken':
      return error.pageId === null ? 'platform_refused' : 'page_broken';
    case 'retry':
      return error.code === null ? 'platform_unreachable' : 'platform_busy';
    default:
      return error.code === null && error.problem === null ? 'platform_unreachable' : 'platform_refused';
  }
}

function messageOf(error: GraphError): string {
  const { code, subcode, traceId } = error;
  if (code === null) return error.message;
  const trace = traceId === null ? '' : ` Its trace id is ${traceId}.`;
  return `The platform answered ${error.call} with code ${code}${subcode === null ? '' : `, subcode ${subcode}`}.${trace}`;
}
