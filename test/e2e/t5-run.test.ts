import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Application, startApplication } from './support/application';

const ROOT = join(__dirname, '..', '..');
const MODEL = join(ROOT, 'models', 't5-debian-synopsis');

const scoresSchema = z.record(z.string(), z.number());
const cardSchema = z.object({
  records: z.number(),
  model: z.object({ evaluate_seed_42: scoresSchema }),
  lead1: z.object({ evaluate_seed_42: scoresSchema }),
});

/** The main job: 1,542 real records, the real T5, the four numbers of the model's card. */
describe('the demo run', () => {
  let application: Application;

  beforeAll(async () => {
    application = await startApplication();
  });
  afterAll(() => application.close());

  test('scores every record as the card says', async () => {
    const card = cardSchema.parse(
      JSON.parse(readFileSync(join(MODEL, 'expected-rouge.json'), 'utf8')),
    );
    const uri = await application.putDataset(
      'test.jsonl',
      readFileSync(join(ROOT, 'examples', 'debian-packages', 'test.jsonl'), 'utf8'),
    );
    const { execution, results } = await application.runToEnd({ dataset: { uri } });
    expect(execution.status).toBe('SUCCEEDED');
    if (!('rouge' in results)) throw new Error('the run did not complete');
    expect(results.counts).toEqual({
      read: card.records,
      rejected: 0,
      submitted: card.records,
      scored: card.records,
      unscored: 0,
      failed: 0,
      missing: 0,
    });
    for (const [type, expected] of Object.entries(card.model.evaluate_seed_42)) {
      expect(Math.abs((results.rouge?.[type] ?? NaN) - expected)).toBeLessThanOrEqual(0.002);
    }
    // The baseline does not depend on the model: equal to the last bit.
    expect(results.baselines?.lead1.rouge).toEqual(card.lead1.evaluate_seed_42);
  }, 300_000);
});
