import { endpointTrouble } from '../../../domain/realtime/endpoint-trouble';

const trouble = (status: string | undefined, failureReason?: string) =>
  endpointTrouble({ name: 'summaries', status, failureReason });

test.each([
  [undefined, /^there is no endpoint 'summaries' .*: correct the name, or .* `t2t endpoint up`$/],
  ['Creating', /is being created .*: wait until `t2t endpoint status` says InService/],
  ['Deleting', /is being deleted: make it again with `t2t endpoint up`/],
  ['OutOfService', /is out of service: .* `t2t endpoint up`$/],
  ['InService', /was not found although it is InService: ask again in a minute$/],
])('%s: one line that says what to do', (status, line) => {
  expect(trouble(status)).toMatch(line);
  expect(trouble(status)).not.toContain('\n');
});

test('why it failed is repeated', () => {
  expect(trouble('Failed', 'The container did not pass the ping')).toMatch(
    /failed to start: The container did not pass the ping; remove it with `t2t endpoint down`/,
  );
  expect(trouble('Failed')).toMatch(/failed to start: SageMaker gives no reason;/);
});
