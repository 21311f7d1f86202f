import { join } from 'node:path';
import { packageInto } from './build/package-into';

packageInto(join(__dirname, '..', 'dist'));
