import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawResources } from '../../../scripts/diagram/draw-resources';

const ROOT = join(__dirname, '../../..');

describe('docs/resources.svg', () => {
  it('is what `npm run diagram` draws now', async () => {
    const committed = readFileSync(join(ROOT, 'docs', 'resources.svg'), 'utf8');
    expect(await drawResources(ROOT)).toBe(committed);
  });
});
