import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deployments } from './security/deployments';
import { withSecurityTables } from './security/security-page';

const ROOT = join(__dirname, '..');
const PAGE = join(ROOT, 'docs', 'security.md');

// `npm run security`: after a change of a role, a policy or a resource, writes the tables of
// docs/security.md again.
void deployments(ROOT).then((all) => {
  writeFileSync(PAGE, withSecurityTables(readFileSync(PAGE, 'utf8'), all));
});
