export type { ControlClient, ControlState } from './control/control-client.ts';
export { type RunningSimulator, type SimulatorOptions, startSimulator } from './start-simulator.ts';
