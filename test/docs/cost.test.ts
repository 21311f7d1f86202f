import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { priceTable } from '../../domain/cost/price-table';
import { transformJobCost } from '../../domain/cost/transform-job-cost';

const page = readFileSync(join(__dirname, '../../docs/cost.md'), 'utf8');

/** Of the examples: the CNN/DailyMail test set, and an assumed load. */
const RECORDS = 11_490;
const LOAD_SECONDS = 300;

/** The cells of each row of the first table under a heading. */
function tableUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`\n${heading}\n`);
  const [, table = ''] = /\n(\|[\s\S]*?\|)\n\n/.exec(section) ?? [];
  const rows = table.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return rows.slice(2);
}

function job(instanceType: string, instanceCount: number, rate: number) {
  const billedSeconds = LOAD_SECONDS + RECORDS / (rate * instanceCount);
  const cost = transformJobCost({
    instanceType,
    instanceCount,
    billedSeconds,
    region: 'us-east-1',
  });
  return { billedSeconds, usd: cost.usd ?? NaN };
}

test('the prices in docs/cost.md are those of the price table', () => {
  const pairs = tableUnder('## Prices').flatMap((cells) => [
    cells.slice(0, 2),
    cells.slice(2, 4),
    cells.slice(4, 6),
  ]);
  const prices = Object.fromEntries(
    pairs.flatMap(([type, price]) => (type ? [[type, Number(price)] as const] : [])),
  );
  expect(prices).toStrictEqual(priceTable.usdPerInstanceHour);
  expect(page).toContain(
    `USD for an instance hour, ${priceTable.region}, as of ${priceTable.date}.`,
  );
});

test('a second price is told beside them', () => {
  for (const [type, price] of Object.entries(priceTable.alsoSeen)) {
    expect(page).toContain(`For ${type} another source of the same time gives ${price}.`);
  }
});

test.each(tableUnder('## Computed examples'))(
  'the example of %s at %s records/s follows from the model and the prices',
  (instanceType = '', rate = '', wall, usd, perThousand = '') => {
    const { billedSeconds, usd: computed } = job(instanceType, 1, parseFloat(rate));
    expect(`${(billedSeconds / 3600).toFixed(2)} h`).toBe(wall);
    expect(computed.toFixed(2)).toBe(usd);
    const decimals = perThousand.split('.')[1]?.length;
    expect(((computed / RECORDS) * 1000).toFixed(decimals)).toBe(perThousand);
  },
);

test.each(tableUnder('### When to use more instances'))(
  'the example of %s instances follows too',
  (instances, time, usd) => {
    const { billedSeconds, usd: computed } = job('ml.g5.xlarge', Number(instances), 10);
    expect(`${(billedSeconds / 60).toFixed(0)} min`).toBe(time);
    expect(computed.toFixed(2)).toBe(usd);
  },
);
