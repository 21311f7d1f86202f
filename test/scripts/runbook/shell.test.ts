import { openShell, type Shell } from '../../../scripts/runbook/shell';

describe('openShell', () => {
  let shell: Shell;
  beforeEach(() => {
    shell = openShell(__dirname, { PATH: process.env.PATH, LC_ALL: 'C' });
  });
  afterEach(() => {
    shell.close();
  });

  it('keeps variables and functions, as one terminal does', async () => {
    expect(await shell.run('NAME=run; greet() { echo "the $1 $NAME"; }')).toBe('');
    expect(await shell.run('greet good')).toBe('the good run');
  });

  it('gives what a command prints, errors included, without the last line feeds', async () => {
    expect(await shell.run("printf 'no line feed'")).toBe('no line feed');
    expect(await shell.run('echo out; echo err >&2; false')).toBe('out\nerr');
    expect(await shell.run('printf "a\\n\\nb\\n\\n"')).toBe('a\n\nb');
  });

  it('takes a command of several lines', async () => {
    expect(await shell.run('echo one \\\n  two')).toBe('one two');
  });

  it('says at which command the shell ended', async () => {
    await expect(shell.run('exit 3')).rejects.toThrow('bash ended at: exit 3');
  });
});
