import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { drawRun } from '../../../scripts/diagram/draw';

const ROOT = join(__dirname, '..', '..', '..');

describe('docs/state-machine.svg', () => {
  const svg = drawRun(join(ROOT, 'config'));

  it('is what `npm run diagram` draws now', () => {
    expect(readFileSync(join(ROOT, 'docs', 'state-machine.svg'), 'utf8')).toBe(svg);
  });

  it('is well-formed', () => {
    expect(XMLValidator.validate(svg)).toBe(true);
  });

  it.each(['Plan the run', 'Prepare one part', 'Is the transform job finished?', 'stop-transform'])(
    'shows %s',
    (text) => {
      expect(svg).toContain(`>${text}</text>`);
    },
  );

  it('has an error route from each step to the clean-up, and one inside each map', () => {
    expect(svg.match(/class="way error"/g)).toHaveLength(6 + 2);
  });
});
