import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCompletedSchema } from '../../domain/run/run-completed';
import { runMessage } from '../../lambdas/notify-run/run-message';

const page = readFileSync(join(__dirname, '../../docs/results.md'), 'utf8');
const [, section = ''] = page.split('\n## The event of a run\n');
const [, example = ''] = /```json\n([\s\S]*?)```/.exec(section) ?? [];
const [, message = ''] = /```\n(Subject: [\s\S]*?)```/.exec(section) ?? [];
const { detail } = JSON.parse(example) as { detail: unknown };

test('the example in docs/results.md is the detail of an event', () => {
  expect(runCompletedSchema.parse(detail)).toStrictEqual(detail);
});

test('the message beside it is the one of that event', () => {
  const run = runMessage(runCompletedSchema.parse(detail));
  const [words] = run.message.split('\n\nResults ');
  expect(message).toBe(`Subject: ${run.subject}\n\n${words}\n`);
});
