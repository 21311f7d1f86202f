import assert from 'node:assert/strict';
import { type CdkResult } from './run-cdk';

/** The output of a command that must have gone well, and must hold these texts. */
export function expectSuccess(
  { exitCode, output }: CdkResult,
  ...texts: readonly string[]
): string {
  assert.equal(exitCode, 0, output);
  for (const text of texts) assert.ok(output.includes(text), `no "${text}" in:\n${output}`);
  return output;
}

/** The same of a command that must have failed. */
export function expectFailure(
  { exitCode, output }: CdkResult,
  ...texts: readonly string[]
): string {
  assert.ok(exitCode !== 0 && exitCode !== null, `ended with ${exitCode}:\n${output}`);
  for (const text of texts) assert.ok(output.includes(text), `no "${text}" in:\n${output}`);
  return output;
}
