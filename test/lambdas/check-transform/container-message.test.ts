import { refusalOf } from '../../../lambdas/check-transform/container-message';

const OBJECT = 'data-bucket/runs/nightly/passes/1/input/00000.jsonl';
const OTHER = 'data-bucket/runs/nightly/passes/1/input/00001.jsonl';
const SETTINGS =
  '2026-01-31T10:00:00.000:[sagemaker logs]: MaxConcurrentTransforms=1, MaxPayloadInMB=1, BatchStrategy=MULTI_RECORD';
const line = (text: string, object = OBJECT): string =>
  `2026-01-31T10:00:01.000:[sagemaker logs]: ${object}: ${text}`;
const refusal = (body: readonly string[], object = OBJECT): string[] =>
  ['ClientError: 400', '', 'Message:', ...body].map((text) => line(text, object));

test.each([
  { name: 'an empty log', lines: [], message: '' },
  { name: 'the settings alone', lines: [SETTINGS], message: '' },
  {
    name: 'the message of a JSON body',
    lines: [SETTINGS, ...refusal(['{', '  "code": 400,', '  "message": "top_p is 2"', '}'])],
    message: 'top_p is 2',
  },
  {
    name: 'a body that is no JSON',
    lines: refusal(['Traceback:', '  File "x.py"']),
    message: 'Traceback:\n  File "x.py"',
  },
  {
    name: 'the first of two failures of an object',
    lines: [...refusal(['first']), ...refusal(['second'])],
    message: 'first',
  },
  {
    name: 'no answer at all',
    lines: [line('Unable to get response from algorithm')],
    message: 'Unable to get response from algorithm',
  },
  {
    name: 'a status without a body',
    lines: [line('Bad HTTP status received from algorithm: 500')],
    message: 'Bad HTTP status received from algorithm: 500',
  },
  { name: 'a long body, cut', lines: refusal(['x'.repeat(600)]), message: 'x'.repeat(500) },
])('$name', ({ lines, message }) => {
  expect(refusalOf(lines)).toBe(message);
});

test('lines of two objects are kept apart, though they are mixed', () => {
  const [first, second] = [refusal(['mine']), refusal(['theirs'], OTHER)];
  const mixed = first.flatMap((entry, index) => [entry, second[index] ?? '']);
  expect(refusalOf([SETTINGS, ...mixed])).toBe('mine');
});
