import { type Flow } from '../definition/states';
import { type Payload } from './payload';
import { type Thread } from './thread';

/** Runs a flow from its StartAt to a state without Next. @throws StateError, Interrupted */
export type RunFlow = (flow: Flow, input: Payload, thread: Thread) => Promise<Payload>;
