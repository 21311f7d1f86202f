import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawResources } from './diagram/draw-resources';

const ROOT = join(__dirname, '..');

// `npm run diagram`: draws docs/resources.svg again after stacks or constructs have changed.
void drawResources(ROOT).then((svg) => {
  writeFileSync(join(ROOT, 'docs', 'resources.svg'), svg);
});
