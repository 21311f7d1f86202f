import fc from 'fast-check';
import { runIdOf, transformJobName } from '../../../domain/run/names';

const JOB_NAME = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;
/** Step Functions: 1 to 80 characters, without white space, brackets and a few others. */
const executionName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 80, unit: 'binary' }),
  fc.stringMatching(/^[a-zA-Z0-9._-]{1,80}$/),
);

describe('runIdOf', () => {
  test.each([
    { name: 'nightly-2026_01_31', id: 'nightly-2026_01_31' },
    { name: 'a'.repeat(80), id: 'a'.repeat(80) },
    { name: 'v1.2', id: expect.stringMatching(/^v1-2-[0-9a-f]{10}$/) as string },
    { name: '--dashes--', id: expect.stringMatching(/^dashes-[0-9a-f]{10}$/) as string },
    { name: 'ไทย', id: expect.stringMatching(/^run-[0-9a-f]{10}$/) as string },
  ])('$name', ({ name, id }) => {
    expect(runIdOf(name)).toEqual(id);
  });

  test('is safe in a key, an URL and a tag, and at most 80 characters long', () => {
    fc.assert(
      fc.property(executionName, (name) => {
        expect(runIdOf(name)).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,79}$/);
      }),
    );
  });

  test('distinct names have distinct ids, and one name always the same', () => {
    fc.assert(
      fc.property(executionName, executionName, (left, right) => {
        expect(runIdOf(left) === runIdOf(right)).toBe(left === right);
      }),
    );
  });

  test.each([
    ['a.b', 'a-b'],
    ['a.b', 'a:b'],
    [`${'a'.repeat(79)}.`, `${'a'.repeat(79)}:`],
    ['-a', 'a-'],
  ])('%s and %s stay apart', (left, right) => {
    expect(runIdOf(left)).not.toBe(runIdOf(right));
  });
});

describe('transformJobName', () => {
  test.each([
    { runId: 'nightly-2026-01-31', name: 'nightly-2026-01-31-p1-a1' },
    { runId: 'a'.repeat(57), name: `${'a'.repeat(57)}-p1-a1` },
    { runId: 'a'.repeat(58), name: expect.stringMatching(/^a{46}-[0-9a-f]{10}-p1-a1$/) as string },
    { runId: 'by_night', name: expect.stringMatching(/^by-night-[0-9a-f]{10}-p1-a1$/) as string },
  ])('$runId', ({ runId, name }) => {
    expect(transformJobName(runId, 1, 1)).toEqual(name);
  });

  test('is a name that SageMaker takes, whatever the execution is called', () => {
    fc.assert(
      fc.property(executionName, fc.nat(99), fc.nat(9), (name, pass, attempt) => {
        const jobName = transformJobName(runIdOf(name), pass, attempt);
        expect(jobName).toMatch(JOB_NAME);
        expect(jobName.length).toBeLessThanOrEqual(63);
      }),
    );
  });

  test('distinct runs, passes and attempts have distinct names', () => {
    const attempt = fc.tuple(executionName.map(runIdOf), fc.nat(9), fc.nat(9));
    fc.assert(
      fc.property(attempt, attempt, (left, right) => {
        const same = left.join('/') === right.join('/');
        expect(transformJobName(...left) === transformJobName(...right)).toBe(same);
      }),
    );
  });
});
