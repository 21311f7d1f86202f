import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawRun } from './diagram/draw';

const ROOT = join(__dirname, '..');

// `npm run diagram`: draws docs/state-machine.svg again after the definition has changed.
writeFileSync(join(ROOT, 'docs', 'state-machine.svg'), drawRun(join(ROOT, 'config')));
