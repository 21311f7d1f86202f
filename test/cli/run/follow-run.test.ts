import { GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { followRun } from '../../../cli/run/follow-run';
import { ProgressLine } from '../../../cli/shared/progress-line';
import { startWaitingMachine, type WaitingMachine } from './waiting-machine';

let machine: WaitingMachine;
let shown: string[];
let line: ProgressLine;
beforeEach(async () => {
  machine = await startWaitingMachine();
  shown = [];
  line = new ProgressLine({
    isTTY: true,
    write: (text: string | Uint8Array) => shown.push(String(text)) > 0,
  });
});
afterEach(() => machine.close());

test('shows where a run is until it has ended, and returns its end', async () => {
  const executionArn = await machine.start({ answered: 1, submitted: 2 });
  // The execution ends once somebody has looked at its history.
  machine.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const reply = await next(args);
        if (commandName === GetExecutionHistoryCommand.name) await machine.end();
        return reply;
      },
    { step: 'initialize' },
  );
  const execution = await followRun(machine.client, executionArn, line);
  expect(execution).toMatchObject({ status: 'SUCCEEDED', executionArn });
  expect(shown).toEqual(['\r\u001B[KWait for the job: 1 of 2 records answered', '\n']);
});

test('shows nothing of a run that is over', async () => {
  const executionArn = await machine.start({});
  await machine.end();
  expect((await followRun(machine.client, executionArn, line)).status).toBe('SUCCEEDED');
  expect(shown).toEqual([]);
});
