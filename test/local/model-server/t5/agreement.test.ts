import { RunningServer } from '../running-server';
import { differingIds, MODEL_FOLDER, records } from './debian-records';
import { copyModel, flipWeight } from './model-copies';

/** At most 0.5 % of the texts may differ from PyTorch's: float sums in another order. */
const ALLOWED = Math.floor(records.length * 0.005);

/** Two passes over the whole test set, on a machine that other tests keep busy. */
jest.setTimeout(300_000);

async function withModel<T>(
  env: Readonly<Record<string, string>>,
  use: (server: RunningServer) => Promise<T>,
): Promise<T> {
  const server = await RunningServer.startLoaded('t5', { SM_MODEL_DIR: MODEL_FOLDER, ...env });
  try {
    return await use(server);
  } finally {
    await server.stop();
  }
}

function expectAgreement(differing: readonly string[]): void {
  if (differing.length <= ALLOWED) return;
  throw new Error(
    `${differing.length} of ${records.length} texts differ from the card's ` +
      `(allowed: ${ALLOWED}): ${differing.join(', ')}`,
  );
}

test('the card has a text for each of the 1,542 records', () => {
  expect(records).toHaveLength(1542);
});

test('in batches of 16, the texts are those of the card', async () => {
  const env = { HYPER_PARAMS: "{'batch_size': 16}" };
  expectAgreement(await withModel(env, (server) => differingIds(server, records)));
});

test('one at a time, the texts are those of the card', async () => {
  expectAgreement(await withModel({}, (server) => differingIds(server, records)));
});

test('with one byte of the weights changed, they are not', async () => {
  await using copy = await copyModel();
  await flipWeight(copy.folder, 'encoder_model.onnx', 'encoder.final_layer_norm.weight');
  const env = { SM_MODEL_DIR: copy.folder, HYPER_PARAMS: "{'batch_size': 16}" };
  const differing = await withModel(env, (server) => differingIds(server, records));
  expect(() => {
    expectAgreement(differing);
  }).toThrow("texts differ from the card's");
});
