import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_DIR, ROOT, runFolder } from '../../../cli/local/folders';

test('the root is the checkout', () => {
  expect(ROOT).toBe(join(__dirname, '..', '..', '..'));
  expect(existsSync(join(ROOT, 'cdk.json'))).toBe(true);
});

test('a run lies under what is safe to delete', () => {
  expect(DATA_DIR).toBe(join(ROOT, '.t2t'));
  expect(runFolder('nightly')).toBe(join(DATA_DIR, 'runs', 'nightly'));
});
