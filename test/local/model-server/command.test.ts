import { existsSync } from 'node:fs';
import { modelServerCommand } from '../../../local/model-server/command';

test('both models are served by one file, which is there, run by this Node', () => {
  const echo = modelServerCommand('echo');
  const [file, kind] = echo.args;
  expect([echo.command, kind]).toEqual([process.execPath, 'echo']);
  expect(existsSync(file ?? '')).toBe(true);
  expect(modelServerCommand('t5')).toEqual({ command: process.execPath, args: [file, 't5'] });
});
