import { type Json } from '../json';
import { type Payload } from './payload';
import { type MapRunHandle } from './run';
import { type Thread } from './thread';

/** Where a flow of control stands, so that a redrive can go on from there. */
export interface Position {
  readonly stateName: string;
  readonly input: Payload;
  /** Undefined until the state was entered. */
  entry?: { readonly eventId: number; readonly at: number };
  /** What the latest attempt of a Parallel or Map has begun. */
  begun?: BegunParallel | BegunMap;
}

export interface BegunParallel {
  readonly type: 'Parallel';
  readonly args: Payload;
  /** By branch. */
  readonly parts: readonly Part[];
}

export interface BegunMap {
  readonly type: 'Map';
  readonly items: readonly Json[];
  /** By item. */
  readonly parts: readonly Part[];
  /** Of a distributed Map; its children keep positions of their own. */
  mapRun?: MapRunHandle;
}

/** A branch or an iteration: not begun, at some place, or done. */
export interface Part {
  /** Where it stands or stood last, until it is done. */
  thread?: Thread;
  output?: Json;
}

export function newParts(count: number): Part[] {
  return Array.from({ length: count }, () => ({}));
}
