import { InvalidRunRequest } from '../../../domain/run/errors';
import { modelFor } from '../../../lambdas/plan-run/model-for';
import { MODEL, runSettings, type SettingsChanges } from '../../support/run-fixtures';

const OTHER = { ...MODEL, name: 'flan-t5-large' };
const choose = (changes: SettingsChanges) => modelFor(runSettings(changes), [MODEL, OTHER]);

test('gives the model that the request names', () => {
  expect(choose({ model: 'flan-t5-large' })).toBe(OTHER);
  expect(choose({ transform: { maxConcurrentTransforms: 10, maxPayloadInMB: 10 } })).toBe(MODEL);
});

test.each<{ changes: SettingsChanges; message: string }>([
  {
    changes: { model: 'flan-t5-lage' },
    message:
      "field 'model' is \"flan-t5-lage\", which is not deployed; valid: echo, flan-t5-large. Did you mean 'flan-t5-large'?",
  },
  {
    changes: { model: 'something else' },
    message:
      'field \'model\' is "something else", which is not deployed; valid: echo, flan-t5-large',
  },
  {
    changes: { transform: { instanceType: 'ml.p3.2xlarge' } },
    message:
      "field 'transform.instanceType' is \"ml.p3.2xlarge\", which cannot run 'echo': its image is made for others; valid: ml.m5.large, ml.m5.xlarge",
  },
  {
    changes: { transform: { instanceType: 'ml.p4d.24xlarge' } },
    message:
      'field \'transform.instanceType\' is "ml.p4d.24xlarge", which is no instance type of batch transform; valid: ml.m5.large, ml.m5.xlarge',
  },
])('refuses: $message', ({ changes, message }) => {
  expect(() => choose(changes)).toThrow(InvalidRunRequest);
  expect(() => choose(changes)).toThrow(message);
});
