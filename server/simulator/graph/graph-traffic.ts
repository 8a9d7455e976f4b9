import { systemRandom, type Random } from '../../base/random.ts';
import { drawShare } from '../state/draw.ts';
import { createSeededRandom } from '../state/seeded-random.ts';
import { GraphFaults, type GraphFaultChange, NO_GRAPH_FAULTS } from './graph-faults.ts';
import { createLimiter, type Limiter } from './limits.ts';

/** A call by itself, a batch on its way, or one of its calls. */
export type Travel = 'call' | 'batch' | 'item';

/** What is counted and what goes wrong between the Graph API and its callers. */
export interface GraphTraffic {
  readonly limiter: Limiter;
  faults(): GraphFaults;
  /** Changes some faults; "times" and "seed" begin anew. */
  setFaults(change: GraphFaultChange): GraphFaults;
  /**
   * The faults that happen to this one: errors to calls, cut and late answers to what travels alone. Limits and languages
   * stand for all.
   */
  faultsFor(path: string, travel: Travel): GraphFaults;
  /** No faults, nothing counted. */
  reset(): void;
}

/** A Graph API that nobody has called and nothing is wrong with. */
export function createGraphTraffic(): GraphTraffic {
  const limiter = createLimiter();
  let faults = NO_GRAPH_FAULTS;
  let random: Random = systemRandom;
  let left = Infinity;
  const setFaults = (change: GraphFaultChange): GraphFaults => {
    const said = Object.entries(change).filter(([, value]) => value !== undefined);
    faults = GraphFaults.parse({ ...faults, ...Object.fromEntries(said) });
    left = faults.times ?? Infinity;
    random = faults.seed === null ? systemRandom : createSeededRandom(`graph/${faults.seed}`);
    return faults;
  };
  const isHit = (path: string, travel: Travel): boolean => {
    if (!isAnyPlanned(faults, travel) || left === 0) return false;
    if (faults.path !== null && !path.includes(faults.path)) return false;
    if (faults.share < 1 && drawShare(random) >= faults.share) return false;
    left--;
    return true;
  };
  return {
    limiter,
    faults: () => faults,
    setFaults,
    faultsFor: (path, travel) =>
      isHit(path, travel) ? faults : { ...faults, error: null, answer: 'whole', delayMs: 0 },
    reset: () => {
      limiter.clear();
      setFaults(NO_GRAPH_FAULTS);
    },
  };
}

function isAnyPlanned({ error, answer, delayMs }: GraphFaults, travel: Travel): boolean {
  const hitsAnswer = travel !== 'item' && (answer !== 'whole' || delayMs > 0);
  return hitsAnswer || (travel !== 'batch' && error !== null);
}
