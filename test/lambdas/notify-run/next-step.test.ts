import * as errors from '../../../domain/run/errors';
import { nextStep } from '../../../lambdas/notify-run/next-step';

const NAMES = Object.keys(errors).filter((name) => name !== 'RunError');

test('there are errors to advise on', () => {
  expect(NAMES.length).toBeGreaterThan(10);
});

test.each([...NAMES, 'ExecutionAborted'])('%s has advice of its own', (name) => {
  expect(nextStep(name)).not.toBe(nextStep('Unheard.Of'));
});

test('any other error leads to the execution', () => {
  expect(nextStep('States.Runtime')).toMatch(/^Open the execution/);
});
