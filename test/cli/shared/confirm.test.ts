import { PassThrough } from 'node:stream';
import { confirm } from '../../../cli/shared/confirm';

describe('confirm', () => {
  it.each([
    ['y\n', true],
    ['Yes\n', true],
    [' yes \n', true],
    ['n\n', false],
    ['\n', false],
    ['yesterday\n', false],
    ['', false],
  ])('takes %j for %s', async (answer, expected) => {
    const input = new PassThrough();
    const output = new PassThrough();
    input.end(answer);
    expect(await confirm('Delete? [y/N] ', input, output)).toBe(expected);
    expect(String(output.read())).toBe('Delete? [y/N] ');
  });
});
