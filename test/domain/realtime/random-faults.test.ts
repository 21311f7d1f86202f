import fc from 'fast-check';
import { contractOf } from '../../../domain/realtime/contract-of';
import { DEFAULT_LIMITS } from '../../../domain/realtime/default-limits';
import { invokeInBatches } from '../../../domain/realtime/invoke-in-batches';
import { ManualClock } from '../../support/manual-clock';
import { answerTo, failure, reply, scriptedEndpoint } from './scripted-endpoint';

const SEED = 20_261_124;
const MAX_TRIES = 4;

/** What the endpoint does to a request, by chance: most are answered. */
const FAULTS = {
  answered: () => undefined,
  throttled: () => failure('Throttled'),
  notReady: () => failure('ModelNotReady'),
  lost: () => failure('ContainerLost'),
  timeOut: () => failure('TimedOut'),
  oversized: () => failure('ReplyTooLarge'),
  malformed: () => new TextEncoder().encode('<html>'),
  anotherNumber: (texts: readonly string[]) =>
    reply([...texts, 'one more'].map((text) => ({ generated_texts: [answerTo(text)] }))),
} as const;
type FaultName = keyof typeof FAULTS;
const MALFORMED: readonly FaultName[] = ['malformed', 'anotherNumber'];

const setting = fc.record({
  /** True: this text makes the container fail, whatever it is asked with. */
  poison: fc.array(fc.boolean(), { maxLength: 40 }),
  faults: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant<FaultName>('answered') },
      { weight: 3, arbitrary: fc.constantFrom(...(Object.keys(FAULTS) as FaultName[])) },
    ),
    { maxLength: 60 },
  ),
  /** The request before which the endpoint is deleted. */
  goneAt: fc.option(fc.integer({ min: 1, max: 30 }), { nil: Infinity, freq: 2 }),
  /** Seconds until the deadline. */
  seconds: fc.option(fc.integer({ min: 0, max: 40 }), { nil: Infinity, freq: 2 }),
  maxTexts: fc.integer({ min: 1, max: 10 }),
  concurrency: fc.integer({ min: 1, max: 5 }),
  random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});

test('200 random lists and faults: every text is answered or failed by name, in order, once', async () => {
  const check = async (given: typeof setting extends fc.Arbitrary<infer Case> ? Case : never) => {
    const { poison, faults, goneAt, seconds, maxTexts, concurrency, random } = given;
    const texts = poison.map((isPoison, index) => `${isPoison ? 'poison' : 'text'} ${index}`);
    const clock = new ManualClock();
    const deadline = clock.now() + seconds * 1000;
    const endpoint = scriptedEndpoint(clock, (batch, request) => {
      if (request >= goneAt) return failure('EndpointGone');
      const fault = FAULTS[faults[request - 1] ?? 'answered'](batch);
      const isPoisoned = batch.some((text) => text.startsWith('poison'));
      return fault ?? (isPoisoned ? failure('ContainerFailed') : undefined);
    });
    const { outcomes, requests } = await clock.runUntil(
      invokeInBatches(
        { texts, parameters: {}, contract: contractOf('text2text-1.x') },
        { ...DEFAULT_LIMITS, maxTexts, concurrency },
        {
          invoke: endpoint.invoke,
          deadline,
          maxTries: MAX_TRIES,
          clock,
          random: () => random,
        },
      ),
    );

    expect(outcomes).toHaveLength(texts.length);
    const faulty = new Set(faults);
    outcomes.forEach((outcome, index) => {
      const text = texts[index] ?? '';
      if ('generatedTexts' in outcome) {
        expect(outcome.generatedTexts).toEqual([answerTo(text)]);
        expect(text).not.toMatch(/^poison/);
        return;
      }
      // A failure has a cause: nothing fails by a name that did not happen.
      const happened: Record<string, boolean> = {
        ContainerFailed: text.startsWith('poison'),
        Throttled: faulty.has('throttled'),
        ModelNotReady: faulty.has('notReady'),
        ContainerLost: faulty.has('lost'),
        TimedOut: faulty.has('timeOut'),
        ReplyTooLarge: faulty.has('oversized'),
        MalformedReply: MALFORMED.some((name) => faulty.has(name)),
        EndpointGone: goneAt < Infinity,
        NotEnoughTime: seconds < Infinity,
      };
      expect({ name: outcome.failure.name, happened: happened[outcome.failure.name] }).toEqual({
        name: outcome.failure.name,
        happened: true,
      });
    });
    expect(clock.now()).toBeLessThanOrEqual(deadline);
    expect(clock.sleepers).toBe(0);
    expect(endpoint.mostAtOnce).toBeLessThanOrEqual(concurrency);
    expect(requests).toBe(endpoint.requests.length);
    // Each batch of n: a tree of 2n - 1 requests, and each leaf once more; each of them MAX_TRIES times.
    expect(requests).toBeLessThanOrEqual(3 * texts.length * MAX_TRIES);
    // After the one that was told, only those under way with it.
    expect(requests).toBeLessThan(goneAt + concurrency);
  };
  await fc.assert(fc.asyncProperty(setting, check), { numRuns: 200, seed: SEED });
});

test('without faults of the way, exactly the bad texts fail', async () => {
  const lists = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
  const check = async (poison: boolean[], maxTexts: number): Promise<void> => {
    const texts = poison.map((isPoison, index) => `${isPoison ? 'poison' : 'text'} ${index}`);
    const clock = new ManualClock();
    const endpoint = scriptedEndpoint(clock, (batch) =>
      batch.some((text) => text.startsWith('poison')) ? failure('ContainerFailed') : undefined,
    );
    const { outcomes } = await clock.runUntil(
      invokeInBatches(
        { texts, parameters: { batch_size: maxTexts }, contract: contractOf('text2text-1.x') },
        DEFAULT_LIMITS,
        { ...endpoint, deadline: Infinity, maxTries: 1, clock, random: () => 0 },
      ),
    );
    expect(outcomes.map((outcome) => 'failure' in outcome)).toEqual(poison);
  };
  await fc.assert(fc.asyncProperty(lists, fc.integer({ min: 1, max: 16 }), check), {
    numRuns: 100,
    seed: SEED,
  });
});
