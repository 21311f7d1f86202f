import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from './schemas/schema-files';

// `npm run schemas`: writes docs/*.schema.json again after a schema in domain/run has changed.
for (const [name, text] of schemaFiles()) {
  writeFileSync(join(__dirname, '..', 'docs', name), text);
}
