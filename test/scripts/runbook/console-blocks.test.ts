import { entriesOf, rerunConsoleBlocks } from '../../../scripts/runbook/console-blocks';

const PAGE = [
  '# Page',
  '',
  '```console',
  '$ aws s3 ls',
  'old output',
  '',
  'of two paragraphs',
  '$ QUIET=1',
  '```',
  '',
  '```json',
  '$ not a command',
  '```',
  '',
  '```console',
  '$ aws s3 cp \\',
  '    here there',
  'old',
  '```',
  'End',
].join('\n');

describe('rerunConsoleBlocks', () => {
  it('runs the commands in order and puts in what they print now', async () => {
    const commands: string[] = [];
    const rerun = await rerunConsoleBlocks(PAGE, async (command) => {
      commands.push(command);
      return command.startsWith('QUIET') ? '' : `new ${commands.length}`;
    });
    expect(commands).toStrictEqual(['aws s3 ls', 'QUIET=1', 'aws s3 cp \\\n    here there']);
    expect(rerun).toBe(
      PAGE.replace('old output\n\nof two paragraphs', 'new 1').replace('old\n```', 'new 3\n```'),
    );
  });

  it('changes nothing when the commands print what stands there', async () => {
    const outputs = new Map(
      [...PAGE.matchAll(/^```console\n([^]*?)^```$/gm)]
        .flatMap(([, body = '']) => entriesOf(body))
        .map(({ command, output }) => [command, output]),
    );
    expect(await rerunConsoleBlocks(PAGE, async (command) => outputs.get(command) ?? '')).toBe(
      PAGE,
    );
  });
});

describe('entriesOf', () => {
  it('refuses output that no command stands above', () => {
    expect(() => entriesOf('An error\n$ ls\n')).toThrow(
      "a console block begins with a command behind '$ ', not with 'An error'",
    );
  });
});
