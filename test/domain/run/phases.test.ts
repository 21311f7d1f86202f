import { runPhases } from '../../../domain/run/phases';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 0, 31) + seconds * 1000);

test('a run whose job has ended', () => {
  const job = { created: at(5), transformStarted: at(185), transformEnded: at(1385.5) };
  expect(runPhases(at(0), job, at(1400))).toStrictEqual({
    prepare: 5,
    provision: 180,
    transform: 1200.5,
    score: 14.5,
  });
});

test.each([
  { of: 'without a job', job: undefined, known: {} },
  {
    of: 'whose job had no instance yet',
    job: { created: at(5), transformStarted: undefined, transformEnded: undefined },
    known: { prepare: 5 },
  },
  {
    of: 'whose job was still running is counted to the end',
    job: { created: at(5), transformStarted: at(20), transformEnded: undefined },
    known: { prepare: 5, provision: 15, transform: 80 },
  },
])('a run $of', ({ job, known }) => {
  const none = { prepare: null, provision: null, transform: null, score: null };
  expect(runPhases(at(0), job, at(100))).toStrictEqual({ ...none, ...known });
});

test('no phase is negative, though the clocks are those of two services', () => {
  const job = { created: at(-1), transformStarted: at(2), transformEnded: at(9) };
  expect(runPhases(at(0), job, at(8))).toMatchObject({ prepare: 0, score: 0 });
});
