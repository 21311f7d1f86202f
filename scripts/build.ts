import { join } from 'node:path';
import { buildInto } from './build/build-into';

buildInto(join(__dirname, '..', 'dist'));
