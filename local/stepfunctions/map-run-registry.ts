import { AwsError } from '../gateway/aws-error';
import { asItIs } from '../state/format';
import { type State } from '../state/state';
import { type MapRun } from './map-run';
import { interrupted, mapRunFacts, type MapRunFacts } from './map-run-facts';
import { RecentlyEnded } from './recently-ended';

/** All map runs that go on, and the latest that have ended, with those of earlier processes. */
export class MapRunRegistry {
  /** In the order of their start. */
  readonly #facts: Map<string, MapRunFacts>;
  readonly #live = new Map<string, MapRun>();
  readonly #ended = new RecentlyEnded((arn) => {
    this.#forget(arn);
  });

  /** @param isKnown whether an execution is still kept: its map runs go with it */
  constructor(state: State, isKnown: (executionArn: string) => boolean) {
    this.#facts = state.map('map-runs', asItIs(mapRunFacts));
    const ended = [...this.#facts.values()].sort((a, b) => (a.stopDate ?? 0) - (b.stopDate ?? 0));
    for (const { arn, executionArn, status } of ended) {
      if (!isKnown(executionArn)) this.#facts.delete(arn);
      else if (status !== 'RUNNING') this.#ended.add(arn);
    }
  }

  /** Notes what is shown of a map run now: at its start, and whenever that has changed. */
  note(mapRun: MapRun): void {
    const { arn, status } = mapRun;
    const isRunning = status === 'RUNNING';
    this.#live.set(arn, mapRun);
    this.#facts.set(arn, isRunning ? mapRun.progress() : mapRun.facts());
    if (isRunning) this.#ended.remove(arn);
    else this.#ended.add(arn);
  }

  /** Of this process, by start. */
  live(): MapRun[] {
    return [...this.#live.values()];
  }

  /** @throws AwsError ResourceNotFound */
  facts(arn: string): MapRunFacts {
    const facts = this.#live.get(arn)?.facts() ?? this.#facts.get(arn);
    if (!facts) throw new AwsError('ResourceNotFound', `Resource not found: '${arn}'`);
    return facts;
  }

  /** Those of an execution, by start. */
  of(executionArn: string): MapRunFacts[] {
    const own = [...this.#facts.values()].filter((each) => each.executionArn === executionArn);
    return own.map(({ arn }) => this.facts(arn));
  }

  /** One that runs can be changed. @throws AwsError ResourceNotFound, ValidationException */
  running(arn: string): MapRun {
    const { status } = this.facts(arn);
    const mapRun = this.#live.get(arn);
    if (mapRun && status === 'RUNNING') return mapRun;
    throw new AwsError(
      'ValidationException',
      `Only a map run in progress can be updated; this one is ${status}`,
    );
  }

  /** Those of an execution that is kept no more. */
  forgetOf(executionArn: string): void {
    for (const facts of this.#facts.values()) {
      if (facts.executionArn === executionArn) this.#forget(facts.arn);
    }
  }

  /** Ends what a killed process has left running. */
  endInterrupted(now: number): void {
    for (const facts of this.#facts.values()) {
      if (facts.status !== 'RUNNING' || this.#live.has(facts.arn)) continue;
      this.#facts.set(facts.arn, interrupted(facts, now));
      this.#ended.add(facts.arn);
    }
  }

  #forget(arn: string): void {
    this.#facts.delete(arn);
    this.#live.delete(arn);
    this.#ended.remove(arn);
  }
}
