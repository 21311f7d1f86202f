import { Interpreter, states } from '../../interpreter-harness';

it.each([
  ['seconds', { Seconds: 90 }, 90],
  ['seconds that an expression gives', { Seconds: '{% $states.input.seconds %}' }, 5],
  ['no time', { Seconds: 0 }, 0],
  ['until a time', { Timestamp: '2026-01-01T02:00:00+01:00' }, 3600],
  ['until a time that an expression gives', { Timestamp: '{% $states.input.until %}' }, 60],
  ['until a time that has passed', { Timestamp: '2020-01-01T00:00:00Z' }, 0],
])('waits %s', async (_, fields, seconds) => {
  const execution = await new Interpreter().run(
    states({ Wait: { Type: 'Wait', ...fields, End: true } }),
    { seconds: 5, until: '2026-01-01T00:01:00Z' },
  );
  expect(execution.status).toBe('SUCCEEDED');
  expect((execution.stopDate ?? 0) - execution.startDate).toBe(seconds * 1000);
});

it.each([
  [
    { Seconds: '{% 1.5 %}' },
    "The field 'Seconds' must be a whole number from 0 to 99999999, but was 1.5",
  ],
  [{ Seconds: '{% -1 %}' }, 'but was -1'],
  [{ Seconds: '{% "5" %}' }, "Expected 'number', but was 'string' for value: \"5\""],
  [
    { Timestamp: '{% "tomorrow" %}' },
    "must be a time in ISO 8601, e.g. 2026-11-24T15:00:00Z, but was 'tomorrow'",
  ],
])('refuses %j', async (fields, message) => {
  const execution = await new Interpreter().run(
    states({ Wait: { Type: 'Wait', ...fields, End: true } }),
  );
  expect(execution.error).toBe('States.QueryEvaluationError');
  expect(execution.cause).toContain(message);
});
