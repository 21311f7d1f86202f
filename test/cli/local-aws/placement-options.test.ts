import { Command } from 'commander';
import { addPlacementOptions, readPlacement } from '../../../cli/local-aws/placement-options';
import { type PlacementOptions, serviceNames } from '../../../local/placement';

function commandOf(): Command {
  const command = new Command('up').exitOverride().configureOutput({ writeErr: () => undefined });
  addPlacementOptions(command);
  return command;
}

function parse(...words: string[]): PlacementOptions {
  const command = commandOf();
  command.parse(words, { from: 'user' });
  return readPlacement(command.opts());
}

test('without options everything runs here', () => {
  expect(parse()).toEqual({ endpoints: {} });
});

test('SageMaker alone, with S3 at one place and the others at another', () => {
  expect(
    parse(
      ...['--only', 'sagemaker, application-autoscaling'],
      ...['--s3-endpoint', 'http://127.0.0.1:9000/'],
      ...['--others-endpoint', 'https://localhost:9297'],
    ),
  ).toEqual({
    only: ['sagemaker', 'application-autoscaling'],
    endpoints: { s3: 'http://127.0.0.1:9000' },
    othersEndpoint: 'https://localhost:9297',
  });
});

test.each(serviceNames)('%s can be elsewhere', (service) => {
  expect(parse(`--${service}-endpoint`, 'http://127.0.0.1:1')).toEqual({
    endpoints: { [service]: 'http://127.0.0.1:1' },
  });
});

test.each([
  [['--only', 'sagemaker,dynamodb'], "'dynamodb' is no service; valid: application-autoscaling,"],
  [['--only', ''], "'' is no service"],
  [['--s3-endpoint', '127.0.0.1:4566'], 'valid: http://HOST:PORT'],
  [['--s3-endpoint', 'ftp://127.0.0.1'], 'valid: http://HOST:PORT'],
  [['--others-endpoint', 'http://127.0.0.1:4566/s3'], 'valid: http://HOST:PORT'],
])('%j is refused', (words, sentence) => {
  expect(() => parse(...words)).toThrow(sentence);
});

test('the help names every service, and an option for one of them', () => {
  const shown: string[] = [];
  const command = commandOf().configureOutput({ writeOut: (text) => shown.push(text) });
  expect(() => command.parse(['--help'], { from: 'user' })).toThrow('outputHelp');
  const text = shown.join('');
  for (const service of serviceNames) expect(text).toContain(service);
  expect(text.match(/--[a-z0-9-]+-endpoint/g)).toEqual(['--s3-endpoint', '--others-endpoint']);
});
