import { costText } from '../../../domain/cost/cost-text';
import { transformJobCost } from '../../../domain/cost/transform-job-cost';

const cost = (instanceType: string, billedSeconds: number, region = 'us-east-1') =>
  transformJobCost({ instanceType, instanceCount: 1, billedSeconds, region });

test.each([
  {
    of: cost('ml.g5.xlarge', 1450),
    text: '0.57 USD (0.403 instance hours at 1.408 USD, list price of 2026-08-17)',
  },
  {
    of: cost('ml.p3.8xlarge', 7960),
    text: '32.48 USD (2.21 instance hours at 14.688 USD, list price of 2026-08-17)',
  },
  {
    of: cost('ml.m5.xlarge', 9.587),
    text: '0.00061 USD (0.00266 instance hours at 0.23 USD, list price of 2026-08-17)',
  },
  {
    of: cost('ml.m5.xlarge', 0),
    text: '0 USD (0 instance hours at 0.23 USD, list price of 2026-08-17)',
  },
  {
    of: cost('ml.g5.xlarge', 3600, 'eu-west-1'),
    text: '1 instance hours. No amount in USD: the price table of 2026-08-17 covers us-east-1, not eu-west-1.',
  },
])('$text', ({ of, text }) => {
  expect(costText(of)).toBe(text);
});
