import { createdResults } from '../../../lambdas/announce-run/created-results';
import { objectCreated } from './object-created';

test('the run whose results were written', () => {
  expect(createdResults(objectCreated('runs/nightly/results.json'), 'data-bucket')).toEqual({
    runId: 'nightly',
  });
});

test.each([
  {
    event: objectCreated('runs/nightly/parts/results.json'),
    ignored: 'key runs/nightly/parts/results.json is not runs/RUN_ID/results.json',
  },
  {
    event: objectCreated('runs/nightly/results.json', 'another-bucket'),
    ignored: 'bucket another-bucket is not data-bucket',
  },
])('ignored: $ignored', ({ event, ignored }) => {
  expect(createdResults(event, 'data-bucket')).toEqual({ ignored });
});

test.each([
  {},
  { ...objectCreated('runs/nightly/results.json'), 'detail-type': 'Object Deleted' },
  { ...objectCreated('runs/nightly/results.json'), source: 'text2text-batch' },
])('an event of another kind is refused: %j', (event) => {
  expect(() => createdResults(event, 'data-bucket')).toThrow(/Invalid input/);
});
