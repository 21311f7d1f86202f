import { emitMetrics } from '../../../lambdas/announce-run/emit-metrics';
import { recordedMetrics } from './recorded-metrics';

afterEach(() => jest.restoreAllMocks());

test('each set of dimensions is a line of its own, with the deployment', () => {
  const { metrics, lines } = recordedMetrics();
  emitMetrics(metrics, [
    { dimensions: { status: 'Failed' }, values: [{ name: 'Runs', unit: 'Count', value: 1 }] },
    {
      dimensions: {},
      values: [
        { name: 'RunSeconds', unit: 'Seconds', value: 125 },
        { name: 'RecordsPerSecond', unit: 'Count/Second', value: 2.5 },
      ],
    },
  ]);
  expect(lines()).toStrictEqual([
    {
      namespace: 'text2text-batch',
      dimensions: [['service', 'status']],
      names: ['Runs'],
      values: { service: 'text2text', status: 'Failed', Runs: 1 },
    },
    {
      namespace: 'text2text-batch',
      dimensions: [['service']],
      names: ['RunSeconds', 'RecordsPerSecond'],
      values: { service: 'text2text', RunSeconds: 125, RecordsPerSecond: 2.5 },
    },
  ]);
});
