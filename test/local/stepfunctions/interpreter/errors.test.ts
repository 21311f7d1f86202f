import { matchesError } from '../../../../local/stepfunctions/interpreter/errors';

it.each([
  [['Boom'], 'Boom', true],
  [['Other', 'Boom'], 'Boom', true],
  [['Other'], 'Boom', false],
  [['States.ALL'], 'Boom', true],
  [['States.ALL'], undefined, true],
  [['States.ALL'], 'States.Timeout', true],
  [['States.ALL'], 'States.DataLimitExceeded', false],
  [['States.ALL'], 'States.Runtime', false],
  [['States.TaskFailed'], 'Boom', true],
  [['States.TaskFailed'], 'States.Timeout', false],
  [['States.TaskFailed'], 'States.DataLimitExceeded', false],
  [['States.Timeout'], 'States.Timeout', true],
  [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
  [['States.Runtime'], 'States.Runtime', false],
])('%j names %s: %s', (errorEquals, error, expected) => {
  expect(matchesError(errorEquals, error)).toBe(expected);
});
