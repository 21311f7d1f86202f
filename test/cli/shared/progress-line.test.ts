import { ProgressLine } from '../../../cli/shared/progress-line';

function outputOf(isTTY: boolean | undefined) {
  const written: string[] = [];
  const write = (text: string | Uint8Array): boolean => {
    written.push(String(text));
    return true;
  };
  return { written, line: new ProgressLine({ write, isTTY }) };
}

describe('on a terminal', () => {
  it('rewrites one line, and leaves the last text standing', () => {
    const { written, line } = outputOf(true);
    line.show('1 of 2');
    line.show('2 of 2');
    line.end();
    expect(written).toEqual(['\r\u001B[K1 of 2', '\r\u001B[K2 of 2', '\n']);
  });

  it('ends nothing that was not shown', () => {
    const { written, line } = outputOf(true);
    line.end();
    expect(written).toEqual([]);
  });
});

describe.each([[false], [undefined]])('with isTTY %s, as in a log', (isTTY) => {
  it('writes each change as a line, without control characters', () => {
    const { written, line } = outputOf(isTTY);
    for (const text of ['waiting', 'waiting', 'scoring']) line.show(text);
    line.end();
    expect(written).toEqual(['waiting\n', 'scoring\n']);
  });

  it('shows a text again after the end', () => {
    const { written, line } = outputOf(isTTY);
    line.show('waiting');
    line.end();
    line.show('waiting');
    expect(written).toEqual(['waiting\n', 'waiting\n']);
  });
});
