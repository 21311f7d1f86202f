import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { DATA_DIR, runFolder } from '../../cli/local/folders';
import { RunLayout } from '../../domain/run/layout';
import { resultsSchema } from '../../domain/run/results';
import { buildInto } from '../../scripts/build/build-into';
import {
  type Application,
  jsonLines,
  startApplication,
  withEchoModel,
} from './support/application';

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What `npm run build` makes, run by plain Node in a process of its own against an embedded AWS. */
describe('the built command', () => {
  let application: Application;
  let build: string;
  let folder: string;

  beforeAll(async () => {
    await mkdir(DATA_DIR, { recursive: true });
    build = await mkdtemp(join(DATA_DIR, 'build-test-'));
    buildInto(build);
    folder = await mkdtemp(join(tmpdir(), 't2t-built-'));
    application = await startApplication(withEchoModel());
  });
  afterAll(async () => {
    await application.close();
    for (const path of [build, folder]) await rm(path, { recursive: true, force: true });
  });

  function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
    return spawn(process.execPath, [join(build, 't2t.js'), ...args], {
      cwd: folder,
      // No profile, proxy or endpoint of whoever runs the tests.
      env: { PATH: process.env.PATH, HOME: folder, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async function end(child: ReturnType<typeof start>): Promise<Ended> {
    const status = new Promise<number | null>((resolve) => child.once('close', resolve));
    const stdout = child.stdout.destroyed ? '' : text(child.stdout);
    const stderr = text(child.stderr);
    return { status: await status, stdout: await stdout, stderr: await stderr };
  }

  const t2t = (...args: string[]): Promise<Ended> => end(start(args));
  /** With the environment that `t2t demo --keep` prints. */
  const t2tInAws = (...args: string[]): Promise<Ended> =>
    end(
      start(args, {
        AWS_ENDPOINT_URL: application.aws.endpoint,
        AWS_REGION: application.aws.region,
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
      }),
    );

  async function file(path: string, content: string): Promise<string> {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), content);
    return path;
  }

  test('uploads files, follows the run, prints JSON alone and downloads', async () => {
    const texts = ['the cat sat', 'dogs bark', 'birds sing'];
    // One name in two folders: neither may take the place of the other.
    const dataset = await file('in/five.jsonl', jsonLines(texts.map((text, id) => ({ id, text }))));
    const references = await file(
      'expected/five.jsonl',
      jsonLines(texts.map((reference, id) => ({ id, reference })).toReversed()),
    );
    const input = {
      dataset: { idColumn: 'id', references: { idColumn: 'id', referenceColumn: 'reference' } },
    };
    const { status, stdout, stderr } = await t2tInAws(
      ...['run', '--name', 'built.1', '--input', JSON.stringify(input), '--format', 'json'],
      ...['--dataset', dataset, '--references', references, '--download', 'out'],
    );
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const results = resultsSchema.parse(JSON.parse(stdout));
    expect(results).toMatchObject({
      status: 'Completed',
      counts: { read: 3, scored: 3 },
      rouge: { rouge1: 1 },
    });

    const words = stderr.trimEnd().split('\n');
    expect(words.slice(0, 3)).toEqual([
      `Uploading ${dataset}`,
      `Uploading ${references}`,
      `Run ${results.runId} has started`,
    ]);
    const files = ['results.json', 'predictions.jsonl', 'scores.jsonl'].map((name) =>
      join('out', name),
    );
    expect(words.at(-1)).toBe(`Downloaded ${files.join(', ')}`);
    expect((await readdir(join(folder, 'out'))).toSorted()).toEqual(
      ['results.json', 'predictions.jsonl', 'scores.jsonl'].toSorted(),
    );
    const predictions = await readFile(join(folder, 'out', 'predictions.jsonl'), 'utf8');
    expect(predictions).toBe(
      jsonLines(texts.map((text, id) => ({ id, sourceId: id, generated_texts: [text] }))),
    );

    // By the execution's name, and by the id of the run, which is another.
    for (const run of ['built.1', results.runId]) {
      const again = await t2tInAws('results', run, '--format', 'json');
      expect(again).toEqual({ status: 0, stdout, stderr: '' });
    }
  });

  test('a run that fails ends with exit status 1 and its error', async () => {
    const uri = 'datasets/none.jsonl';
    const failed = await t2tInAws(
      ...['run', '--name', 'fails', '--input', JSON.stringify({ dataset: { uri } })],
    );
    expect(failed.status).toBe(1);
    expect(failed.stdout).toMatch(/^Run fails: Failed after .*\nDatasetNotFound: .*none\.jsonl/);
    // To print what became of it is no failure.
    expect(await t2tInAws('results', 'fails')).toEqual({
      status: 0,
      stdout: failed.stdout,
      stderr: '',
    });
  });

  test('does not wait when it is told so', async () => {
    const { status, stdout, stderr } = await t2tInAws('run', '--name', 'started', '--no-wait');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const executionArn = `${application.stateMachineArn.replace(':stateMachine:', ':execution:')}:started`;
    expect(JSON.parse(stdout)).toMatchObject({ runId: 'started', executionArn });
    // It must not outlive the test's AWS.
    await application.endOf({ executionArn, layout: new RunLayout('started') });
  });

  test.each([
    [['results', 'none'], /^Error: s3:\/\/\S+\/runs\/none\/results\.json does not exist: .*\n$/],
    [['results', 'none', '--stack-prefix', 'X'], /^Error: there is no stack 'X-Pipeline' .*\n$/],
    [['run', '--dataset', 'none.jsonl'], /\nError: none\.jsonl cannot be read: ENOENT.*\n$/],
    [['run', '--input', '{'], /^Error: --input is not JSON: .*\n$/],
  ])('%j is one line on stderr and exit status 1', async (args, message) => {
    const { status, stdout, stderr } = await t2tInAws(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test.each([
    [['results', 'none', '--local'], /no run of this id is kept on this machine/],
    [['results', 'x', '--local', '--download', 'out'], /leave --download out\n$/],
    [['run', '--local', '--no-wait'], /^Error: --no-wait and --local exclude each other/],
    [['results', 'x'], /^Error: there is no AWS region: set AWS_REGION/],
    [['results', 'x', '--format', 'xml'], /'xml' is invalid\. valid: json, table\n$/],
    [['demo', '--limit', '0'], /'0' is invalid\. valid: a whole number of records, at least 1\n$/],
    [['models', '--config', 'none'], /^Error: -c config=none: .*; valid: example-prod, local\n$/],
    [['models', '--region', 'Oregon'], /^Error: no model has an image in region 'Oregon'; valid: /],
    [['deploy'], /^error: unknown command 'deploy'/],
  ])('without any AWS, %j is refused with what would be valid', async (args, message) => {
    const { status, stdout, stderr } = await t2t(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });

  test.each(['demo', 'run', 'results', 'rouge', 'models'])(
    '%s --help has examples',
    async (command) => {
      const { status, stdout } = await t2t(command, '--help');
      expect(status).toBe(0);
      expect(stdout).toMatch(new RegExp(`\\nExamples:\\n[^]*  t2t ${command}`));
    },
  );

  test('lists models without any AWS, and finds none of a deployment in use to prune', async () => {
    const listed = await t2t('models', '--config', 'local', '--format', 'json');
    expect(listed).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(listed.stdout)).toMatchObject({
      ownModels: [{ name: 't5-debian-synopsis' }],
    });
    const pruned = await t2tInAws('models', 'prune');
    expect(pruned).toMatchObject({ status: 0, stdout: '' });
    expect(pruned.stderr).toMatch(
      /^1 models of deployment Text2TextBatch, 0 of them unused\n.*stack Text2TextBatch-Model\n$/,
    );
  });

  test('a reader that has read enough is no failure', async () => {
    const lines = await file('same.txt', 'a line\n');
    const child = start(['rouge', '--predictions', lines, '--references', lines]);
    child.stdout.destroy();
    expect(await end(child)).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('runs in an embedded AWS of its own, and finds the results again', async () => {
    const name = `test-built-${process.pid}`;
    const dataset = await file(
      'synopses.jsonl',
      (await readFile(join(__dirname, '../../examples/debian-packages/dev-200.jsonl'), 'utf8'))
        .split('\n')
        .slice(0, 2)
        .join('\n'),
    );
    try {
      const run = await t2t('run', '--local', '--name', name, '--dataset', dataset);
      expect(run).toMatchObject({ status: 0 });
      expect(run.stdout).toMatch(new RegExp(`^Run ${name}: Completed after`));
      expect(run.stderr).toContain(`Downloaded ${join(runFolder(name), 'results.json')}, `);
      expect(await t2t('results', '--local', name)).toEqual({
        status: 0,
        stdout: run.stdout,
        stderr: '',
      });
    } finally {
      await rm(runFolder(name), { recursive: true, force: true });
    }
  });
});
